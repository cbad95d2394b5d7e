import { useMessages } from '~/i18n/use-messages';
import type { Dimension } from './overview-filter';
import { nameOfKey } from './overview-words';

/** Names of the keys of a dimension, in the page's language. */
export function useKeyNames(): (dimension: Dimension, key: string) => string {
  const [overview, companies, programmes] = [useMessages('overview'), useMessages('companies'), useMessages('programmes')];
  return (dimension, key) => nameOfKey({ overview, companies, programmes }, dimension, key);
}
