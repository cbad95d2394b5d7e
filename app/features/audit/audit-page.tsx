import { Form } from '@remix-run/react';
import { ArrowRight, Download, ScrollText } from 'lucide-react';
import { EVENT_KINDS } from '~/features/history/event';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { PageOfRows } from '~/platform/page-beside';
import { Button, LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { DateField, SelectField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { Icon } from '~/ui/icon';
import { Page, PageHead } from '~/ui/shell';
import { type ActiveFilter, ActiveFilters, Pager } from '~/ui/views';
import type { AuditEntry } from './audit.queries.server';
import type { AuditField } from './audit-field';
import { type AuditFilter, auditAddress, auditExportAddress, CHANNELS, type Channel, isNarrowed } from './audit-filter';
import type { FieldChange } from './told-changes';

type Person = { id: string; name: string };
type Props = {
  filter: AuditFilter;
  people: Person[];
  page: PageOfRows<AuditEntry>;
};

const NOTHING: AuditFilter = { personId: null, kind: null, channel: null, from: null, until: null, after: null, before: null };

/** Who did what, newest first, from which value to which, narrowed by the address. */
export function AuditPage({ filter, people, page: { rows, hasPrevious, hasNext } }: Props) {
  const t = useMessages('audit');
  return (
    <Page>
      <PageHead
        title={t('title')}
        lede={t('lede')}
        actions={
          <a className="btn" href={auditExportAddress(filter)} download>
            <Icon icon={Download} />
            {t('export.link')}
          </a>
        }
      />
      <Filters filter={filter} people={people} />
      {rows.length > 0 ? (
        <Entries rows={rows} />
      ) : (
        <EmptyState
          icon={ScrollText}
          title={t(isNarrowed(filter) ? 'empty.title' : 'empty.none')}
          action={isNarrowed(filter) ? <LinkButton to={auditAddress(NOTHING)}>{t('empty.clear')}</LinkButton> : null}
        />
      )}
      <Pager
        summary={t('list.shown', { count: rows.length })}
        previous={hasPrevious ? auditAddress({ ...filter, after: null, before: rows[0]?.id ?? null }) : null}
        next={hasNext ? auditAddress({ ...filter, before: null, after: rows.at(-1)?.id ?? null }) : null}
      />
    </Page>
  );
}

function Filters({ filter, people }: Pick<Props, 'filter' | 'people'>) {
  const t = useMessages('audit');
  const f = useFormat();
  const person = people.find(({ id }) => id === filter.personId);
  const chip = (name: 'person' | 'kind' | 'channel' | 'from' | 'until', value: string, without: Partial<AuditFilter>): ActiveFilter => ({
    label: t('filter.chip', { name: t(`filter.${name}`), value }),
    without: auditAddress({ ...filter, after: null, before: null, ...without }),
  });
  const active = [
    ...(filter.personId ? [chip('person', person?.name ?? t('system'), { personId: null })] : []),
    ...(filter.kind ? [chip('kind', t(`kind.${filter.kind}`), { kind: null })] : []),
    ...(filter.channel ? [chip('channel', t(`channel.${filter.channel}`), { channel: null })] : []),
    ...(filter.from ? [chip('from', f.date(filter.from), { from: null })] : []),
    ...(filter.until ? [chip('until', f.date(filter.until), { until: null })] : []),
  ];
  return (
    <>
      <FieldScope id="filters">
        <Form method="get" className="filters" role="search" key={auditAddress({ ...filter, after: null, before: null })}>
          <SelectField
            name="person"
            label={t('filter.person')}
            placeholder={t('filter.any')}
            defaultValue={filter.personId}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            name="kind"
            label={t('filter.kind')}
            placeholder={t('filter.any_m')}
            defaultValue={filter.kind}
            options={EVENT_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
          <SelectField
            name="channel"
            label={t('filter.channel')}
            placeholder={t('filter.any')}
            defaultValue={filter.channel}
            options={CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
          />
          <DateField name="from" label={t('filter.from')} defaultValue={filter.from} />
          <DateField name="until" label={t('filter.until')} defaultValue={filter.until} />
          <Button type="submit" kind="primary">
            {t('filter.submit')}
          </Button>
        </Form>
      </FieldScope>
      {active.length > 0 ? <ActiveFilters filters={active} clearTo={auditAddress(NOTHING)} /> : null}
    </>
  );
}

function Entries({ rows }: { rows: AuditEntry[] }) {
  const t = useMessages('audit');
  const f = useFormat();
  const columns: Column<AuditEntry>[] = [
    {
      key: 'act',
      label: t('list.act'),
      cell: ({ kind, channel }) => (
        <>
          {t(`kind.${kind}`)}
          {channel === 'web' ? null : (
            <span className="sub">{CHANNELS.some((one) => one === channel) ? t(`channel.${channel as Channel}`) : channel}</span>
          )}
        </>
      ),
    },
    { key: 'at', label: t('list.at'), cell: ({ at }) => f.dateTime(new Date(at)) },
    {
      key: 'who',
      label: t('list.who'),
      cell: ({ actor, onBehalfOf }) => (
        <>
          {actor ?? t('system')}
          {onBehalfOf ? <span className="sub">{t('on_behalf', { name: onBehalfOf })}</span> : null}
        </>
      ),
    },
    {
      key: 'about',
      label: t('list.about'),
      cell: ({ company, case: about }) => (
        <>
          {company ? <a href={`/companies/${company.id}`}>{company.name}</a> : '–'}
          {about ? (
            <span className="sub">
              <a href={`/cases/${about.id}`}>{about.reference}</a>
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'changes',
      label: t('list.changes'),
      cell: ({ changes, reason }) => (
        <>
          {changes.length > 0 ? <Changes changes={changes} /> : reason ? null : '–'}
          {reason ? <span className="sub">{t('reason', { reason })}</span> : null}
        </>
      ),
    },
  ];
  return <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} caption={t('list.caption')} className="table--dense" />;
}

function Changes({ changes }: { changes: FieldChange[] }) {
  const t = useMessages('audit');
  const f = useFormat();
  const shown = (field: string, value: FieldChange['from']) => {
    if (value === null || value === '') return t('nothing');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return field.endsWith('Cents') ? f.money(value) : f.number(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return f.date(value);
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return f.dateTime(new Date(value));
    return value;
  };
  return (
    <ul className="stack stack--1">
      {changes.map(({ field, from, to, isErased }) => (
        <li key={field}>
          <span className="sub">{t(`field.${field as AuditField}`)}</span>
          {isErased ? (
            t('erased')
          ) : (
            <>
              {shown(field, from)} <Icon icon={ArrowRight} size="sm" /> <span className="sr-only">{t('becomes')}</span> {shown(field, to)}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
