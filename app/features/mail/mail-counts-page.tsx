import { Mail } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card, EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { PageHead } from '~/ui/shell';
import { AdminTabs } from '../administration/admin-tabs';
import type { MailCount } from './mail-counts.queries.server';

/** How letters are doing, for who runs the installation. */
export function MailCountsPage({ counts }: { counts: readonly MailCount[] }) {
  const t = useMessages('mail');
  const f = useFormat();
  const oldest = counts
    .map(({ oldestWaitingAt }) => oldestWaitingAt)
    .filter((at) => at !== null)
    .sort((a, b) => new Date(a).getTime() - new Date(b).getTime())[0];
  const number = (key: 'waiting' | 'late' | 'sent' | 'held_back' | 'parked', read: (line: MailCount) => number): Column<MailCount> => ({
    key,
    label: t(`counts.${key}`),
    isNumber: true,
    cell: (line) => f.number(read(line)),
  });
  const columns: Column<MailCount>[] = [
    { key: 'kind', label: t('counts.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    number('waiting', ({ waiting }) => waiting),
    number('late', ({ late }) => late),
    number('sent', ({ sent }) => sent),
    number('held_back', ({ heldBack }) => heldBack),
    number('parked', ({ parked }) => parked),
    {
      key: 'last',
      label: t('counts.last'),
      cell: ({ lastSentAt }) => (lastSentAt ? f.dateTime(new Date(lastSentAt)) : t('counts.never')),
    },
  ];
  return (
    <div className="page stack stack--4">
      <PageHead title={t('counts.title')} lede={t('counts.lede')} />
      <AdminTabs current="mail" />
      {counts.length === 0 ? (
        <EmptyState icon={Mail} title={t('counts.none')} />
      ) : (
        <Card isFlush foot={<span className="meta">{t('counts.note')}</span>}>
          <DataTable caption={t('counts.title')} columns={columns} rows={counts} rowKey={({ kind }) => kind} />
        </Card>
      )}
      {oldest ? <p className="meta">{t('counts.oldest', { on: f.dateTime(new Date(oldest)) })}</p> : null}
    </div>
  );
}
