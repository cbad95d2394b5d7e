import { CircleCheck, OctagonX, RefreshCw } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { Beside, PageOfRows } from '~/platform/page-beside';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import type { FormReply } from '~/ui/forms/form-reply';
import { Pill, Tag } from '~/ui/marks';
import { Pager, Tabs } from '~/ui/views';
import { formatIdentifier } from '../companies/siren';
import { PickBox, PickUnits } from './pick-units';
import type { ImportHead, ImportLine } from './register.queries.server';
import { VERDICTS, type Verdict } from './register-file';
import { importAddress } from './register-query';

type Props = PageOfRows<ImportLine> & {
  head: ImportHead;
  verdict: Verdict;
  beside: Beside<number>;
  reply: FormReply | undefined;
};

/** Rows of a file under one verdict; once written, with a box to choose companies. */
export function ImportRows({ head, verdict, rows, hasPrevious, hasNext, beside, reply }: Props) {
  const t = useMessages('register');
  const f = useFormat();
  const count = { created: head.createdRows, updated: head.updatedRows, unchanged: head.unchangedRows, rejected: head.rejectedRows };
  const views = VERDICTS.map((one) => ({
    to: importAddress(head.id, one),
    label: t(`view.${one}`),
    isCurrent: one === verdict,
    count: f.number(count[one]),
    tone: one === 'rejected' && count[one] > 0 ? ('late' as const) : undefined,
  }));
  const canPick = head.state === 'applied' && rows.some(isPickable);
  return (
    <div className="stack">
      <Tabs views={views} label={t('rows.views')} />
      <Card isFlush title={t('rows.title')}>
        {rows.length === 0 ? (
          <p className="rows__item muted">{count[verdict] > 0 ? t('rows.gone') : t('rows.empty')}</p>
        ) : (
          <PickUnits back={importAddress(head.id, verdict, beside)} reply={reply} canPick={canPick}>
            <RowTable rows={rows} verdict={verdict} canPick={canPick} />
          </PickUnits>
        )}
      </Card>
      {rows.length > 0 ? (
        <Pager
          summary={t('rows.summary', { n: rows.length })}
          previous={hasPrevious ? importAddress(head.id, verdict, { before: rows[0]?.line ?? null }) : null}
          next={hasNext ? importAddress(head.id, verdict, { after: rows.at(-1)?.line ?? null }) : null}
        />
      ) : null}
    </div>
  );
}

function isPickable({ companyId, isCeased, name, verdict }: ImportLine): boolean {
  return verdict !== 'rejected' && companyId === null && !isCeased && name !== null;
}

const PILL = {
  created: { className: 'health health--ok', icon: CircleCheck },
  updated: { className: 'health health--hold', icon: RefreshCw },
  unchanged: { className: 'health health--new', icon: CircleCheck },
  rejected: { className: 'health health--late', icon: OctagonX },
} as const;

function RowTable({ rows, verdict, canPick }: { rows: ImportLine[]; verdict: Verdict; canPick: boolean }) {
  const t = useMessages('register');
  const pick: Column<ImportLine> = {
    key: 'pick',
    label: t('col.pick'),
    isHeadHidden: true,
    className: 'col-check',
    cell: (row) => (isPickable(row) ? <PickBox siren={row.siren ?? ''} name={row.name ?? ''} /> : null),
  };
  const why: Column<ImportLine> = { key: 'reason', label: t('col.reason'), cell: ({ reason }) => (reason ? t(`reason.${reason}`) : null) };
  const state: Column<ImportLine> = { key: 'state', label: t('col.state'), cell: (row) => <State row={row} /> };
  const columns: Column<ImportLine>[] = [
    ...(canPick ? [pick] : []),
    { key: 'line', label: t('col.line'), isNumber: true, className: 'muted', cell: ({ line }) => line },
    { key: 'name', label: t('col.name'), cell: ({ name }) => name ?? <span className="faint">{t('unnamed')}</span> },
    {
      key: 'siren',
      label: t('col.siren'),
      className: 'tab-num nowrap',
      cell: ({ siren }) =>
        siren && /^\d{9}$/.test(siren) ? formatIdentifier(siren) : (siren ?? <span className="faint">{t('no_siren')}</span>),
    },
    {
      key: 'verdict',
      label: t('col.verdict'),
      cell: (row) => <Pill {...PILL[row.verdict]}>{t(`verdict.${row.verdict}`)}</Pill>,
    },
    verdict === 'rejected' ? why : state,
  ];
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.line)}
      headColumn="name"
      caption={t('rows.caption')}
      className="table--dense"
    />
  );
}

function State({ row }: { row: ImportLine }) {
  const t = useMessages('register');
  return (
    <span className="row">
      {row.companyId ? (
        <a href={`/companies/${row.companyId}`} aria-label={t('open_company', { name: row.name ?? '' })}>
          {t('tag.company')}
        </a>
      ) : null}
      {row.isCeased ? <Tag tone="watch">{t('tag.ceased')}</Tag> : <span className="muted">{t('tag.active')}</span>}
    </span>
  );
}
