import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';

/** A request nobody has taken is read by every advisor: beyond this many names, a number says the rest. */
export const MOST_NAMED_SHOWN = 10;

/** Readers in words: their names, and how many others. */
export function useReaderNames(): (names: readonly string[]) => string {
  const t = useMessages('privacy');
  const f = useFormat();
  return (names) => {
    const others = names.length - MOST_NAMED_SHOWN;
    return f.list(others > 1 ? [...names.slice(0, MOST_NAMED_SHOWN), t('others', { count: others })] : names) || t('nobody');
  };
}
