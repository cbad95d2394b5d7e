import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';

const KILOBYTE = 1024;

/** How much a file weighs, in words. */
export function useFileSize(): (bytes: number) => string {
  const t = useMessages('documents');
  const f = useFormat();
  return (bytes) =>
    bytes < KILOBYTE * KILOBYTE
      ? t('size.kb', { value: f.number(Math.max(1, Math.round(bytes / KILOBYTE)), 0) })
      : t('size.mb', { value: f.number(bytes / KILOBYTE / KILOBYTE, 1) });
}

/** Where one reads a document: the company's people have pages of their own. */
export function documentAddress(id: string, isForCompany: boolean, below = ''): string {
  return `${isForCompany ? '/plan' : ''}/documents/${id}${below}`;
}
