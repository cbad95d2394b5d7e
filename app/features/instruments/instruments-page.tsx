import { Form } from '@remix-run/react';
import { SearchX } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Banner, EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { SelectField, TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { SERVED } from './instrument';
import type { InstrumentLine } from './instruments.queries.server';

type Props = {
  lines: InstrumentLine[];
  notInForce: number;
  on: string;
  /** What the address asked for and is no day. */
  notADay: string | null;
  serves: (typeof SERVED)[number] | null;
};

/** The schemes in force on a day, with their terms and where these were read. */
export function InstrumentsPage({ lines, notInForce, on, notADay, serves }: Props) {
  const t = useMessages('instruments');
  const projects = useMessages('projects');
  const dates = useMessages('dates');
  const f = useFormat();
  return (
    <div className="page stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/projects', label: projects('registry') }, { label: t('title') }]} />}
        title={t('title')}
        lede={t('lede', { n: lines.length, on: f.date(on) })}
      />
      {notADay === null ? <Banner title={t('check')} /> : <Banner tone="watch" title={t('not_a_day', { text: notADay, on: f.date(on) })} />}
      <div>
        <FieldScope id="filters">
          <Form method="get" className="filters" role="search" key={`${on} ${serves ?? ''}`}>
            <TextField
              name="on"
              label={t('on')}
              placeholder={dates('hint')}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={f.typedDate(on)}
            />
            <SelectField
              name="serves"
              label={t('serves')}
              placeholder={t('any')}
              defaultValue={serves}
              options={SERVED.map((code) => ({ value: code, label: t(`serves.${code}`) }))}
            />
            <Button type="submit" kind="primary">
              {t('submit')}
            </Button>
          </Form>
        </FieldScope>
        {lines.length > 0 ? <InstrumentTable lines={lines} /> : <EmptyState icon={SearchX} title={t('none')} />}
        <p className="pager">{t('ended', { n: notInForce })}</p>
      </div>
    </div>
  );
}

function InstrumentTable({ lines }: { lines: InstrumentLine[] }) {
  const t = useMessages('instruments');
  const f = useFormat();
  const validity = ({ validFrom, validUntil }: InstrumentLine) => {
    if (validFrom && validUntil) return t('between', { from: f.date(validFrom), until: f.date(validUntil) });
    if (validFrom) return t('since', { from: f.date(validFrom) });
    return validUntil ? t('until', { until: f.date(validUntil) }) : t('always');
  };
  const columns: Column<InstrumentLine>[] = [
    {
      key: 'code',
      label: t('code'),
      cell: ({ code, label, isLabelRequired, version }) => (
        <>
          {label} {isLabelRequired ? <Tag tone="watch">{t('label_required')}</Tag> : null}
          <span className="sub">{version > 1 ? `${code} · ${t('version', { n: version })}` : code}</span>
        </>
      ),
    },
    { key: 'funder', label: t('funder'), cell: ({ funder }) => funder },
    {
      key: 'form',
      label: t('form'),
      cell: ({ aidForms, aidRule }) => (
        <>
          {f.list(aidForms.map((form) => t(`aid.${form}`)))}
          {aidRule === null ? null : <span className="sub">{t(`rule.${aidRule}`)}</span>}
        </>
      ),
    },
    { key: 'serves', label: t('serves'), cell: ({ serves }) => serves.map((code) => t(`serves.${code}` as 'serves.T1')).join(', ') || '–' },
    { key: 'validity', label: t('validity'), cell: validity },
    {
      key: 'rate',
      label: t('rate'),
      cell: ({ maxRate, rateSource, rateReadOn }) =>
        maxRate !== null && rateSource && rateReadOn ? (
          <>
            <span className="tab-num">{f.percent(maxRate / 100)}</span>
            <span className="sub">{t('rate_read', { source: rateSource, on: f.date(rateReadOn) })}</span>
          </>
        ) : (
          <span className="faint">–</span>
        ),
    },
    {
      key: 'notes',
      label: t('notes'),
      cell: ({ notes, source, mark, replacedBy }) => (
        <>
          {notes}
          <span className="sub">
            {[t(mark), source ? t('source', { source }) : null, replacedBy ? t('replaced', { code: replacedBy }) : null]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      ),
    },
  ];
  return (
    <DataTable
      columns={columns}
      rows={lines}
      rowKey={({ code, version }) => `${code} ${version}`}
      caption={t('caption')}
      className="table--dense"
    />
  );
}
