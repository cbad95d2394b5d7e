import type { Translate } from '~/i18n/translate';
import { JOININGS } from './company';

/** How a company may join, as the lines of a list. */
export function joiningOptions(t: Translate<'companies'>) {
  return JOININGS.map((joining) => ({ value: joining, label: t(`joining.${joining}`) }));
}
