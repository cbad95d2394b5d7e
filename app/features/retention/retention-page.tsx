import { Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Tag } from '~/ui/marks';
import { Page, PageHead } from '~/ui/shell';
import { AdminTabs } from '../administration/admin-tabs';
import type { RetentionLine } from './retention.queries.server';
import { isRun, RETENTION } from './retention-kind';

/** How long each kind of data is kept, what the next run would do, and what the last one did. */
export function RetentionPage({ lines }: { lines: readonly RetentionLine[] }) {
  const t = useMessages('retention');
  const f = useFormat();
  const columns: Column<RetentionLine>[] = [
    { key: 'kind', label: t('list.kind'), cell: ({ kind }) => <Link to={`/admin/retention/${kind}`}>{t(`kind.${kind}`)}</Link> },
    { key: 'term', label: t('list.term'), cell: ({ kind, months }) => `${t('months', { months })} · ${t(`act.${RETENTION[kind].act}`)}` },
    { key: 'state', label: t('list.state'), cell: (line) => <RetentionState kind={line.kind} isOn={line.isOn} /> },
    { key: 'found', label: t('list.found'), isNumber: true, cell: ({ found }) => f.number(found) },
    {
      key: 'last',
      label: t('list.last'),
      cell: ({ last }) => (last ? t('list.ran', { on: f.dateTime(new Date(last.at)), done: last.done }) : t('list.never')),
    },
  ];
  return (
    <Page>
      <PageHead title={t('title')} lede={t('lede')} />
      <div className="stack stack--4">
        <AdminTabs current="retention" />
        <Card isFlush foot={<span className="meta">{t('list.note')}</span>}>
          <DataTable caption={t('title')} columns={columns} rows={lines} rowKey={({ kind }) => kind} />
        </Card>
      </div>
    </Page>
  );
}

export function RetentionState({ kind, isOn }: Pick<RetentionLine, 'kind' | 'isOn'>) {
  const t = useMessages('retention');
  if (!isRun(kind)) return <Tag>{t('state.report')}</Tag>;
  return <Tag tone={isOn ? 'ok' : 'watch'}>{t(isOn ? 'state.on' : 'state.off')}</Tag>;
}
