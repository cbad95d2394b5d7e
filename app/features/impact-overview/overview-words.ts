import { isTrack } from '~/features/programmes/track';
import type { Translate } from '~/i18n/translate';
import type { Dimension } from './overview-filter';

type Say = { overview: Translate<'overview'>; companies: Translate<'companies'>; programmes: Translate<'programmes'> };

/** A key of a dimension as people name it; empty where it is not known. */
export function nameOfKey({ overview, companies, programmes }: Say, dimension: Dimension, key: string): string {
  if (key === '') return overview(dimension === 'track' ? 'key.no_track' : 'key.unknown');
  if (dimension === 'das') return companies(`das.${key as 'DAS1'}`);
  if (dimension === 'size') return companies(`size.${key as 'micro'}`);
  if (dimension === 'region') return companies(`region.${key as '93'}`);
  if (dimension === 'track') return isTrack(key) ? programmes(`track.${key}`) : key;
  return overview(dimension === 'cohort' ? 'key.cohort' : 'key.department', { key });
}
