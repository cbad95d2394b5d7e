import { Form } from '@remix-run/react';
import { Download, KeyRound } from 'lucide-react';
import { ACCESS_EVENTS } from '~/access/access-event';
import { AdminTabs } from '~/features/administration/admin-tabs';
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
import type { AccessLine, ChainCheck } from './access-log.queries.server';
import { type AccessLogFilter, accessLogAddress, accessLogExportAddress } from './access-log-filter';
import { ACCESS_SUBJECTS } from './access-subject';
import { ChainChecks } from './chain-checks';

type Person = { id: string; name: string };
type Props = { filter: AccessLogFilter; people: Person[]; page: PageOfRows<AccessLine>; checks: ChainCheck[] };

/** Who came in, was refused, or read what is another's; newest first, narrowed by the address. */
export function AccessLogPage({ filter, people, page: { rows, hasPrevious, hasNext }, checks }: Props) {
  const t = useMessages('access_log');
  const isNarrowed = Boolean(filter.personId || filter.kind || filter.from || filter.until);
  return (
    <Page>
      <PageHead
        title={t('title')}
        lede={t('lede')}
        actions={
          <a className="btn" href={accessLogExportAddress(filter)} download>
            <Icon icon={Download} />
            {t('export.link')}
          </a>
        }
      />
      <div className="stack stack--4">
        <AdminTabs current="access" />
        <ChainChecks checks={checks} />
      </div>
      <Filters filter={filter} people={people} />
      {rows.length > 0 ? (
        <Lines rows={rows} />
      ) : (
        <EmptyState
          icon={KeyRound}
          title={t(isNarrowed ? 'empty.title' : 'empty.none')}
          action={isNarrowed ? <LinkButton to={accessLogAddress({})}>{t('empty.clear')}</LinkButton> : null}
        />
      )}
      <Pager
        summary={t('list.shown', { count: rows.length })}
        previous={hasPrevious ? accessLogAddress({ ...filter, after: null, before: rows[0]?.id ?? null }) : null}
        next={hasNext ? accessLogAddress({ ...filter, before: null, after: rows.at(-1)?.id ?? null }) : null}
      />
    </Page>
  );
}

function Filters({ filter, people }: Pick<Props, 'filter' | 'people'>) {
  const t = useMessages('access_log');
  const f = useFormat();
  const here = { ...filter, after: null, before: null };
  const chip = (name: 'person' | 'kind' | 'from' | 'until', value: string, without: Partial<AccessLogFilter>): ActiveFilter => ({
    label: t('filter.chip', { name: t(`filter.${name}`), value }),
    without: accessLogAddress({ ...here, ...without }),
  });
  const active = [
    ...(filter.personId ? [chip('person', people.find(({ id }) => id === filter.personId)?.name ?? t('unknown'), { personId: null })] : []),
    ...(filter.kind ? [chip('kind', t(`kind.${filter.kind}`), { kind: null })] : []),
    ...(filter.from ? [chip('from', f.date(filter.from), { from: null })] : []),
    ...(filter.until ? [chip('until', f.date(filter.until), { until: null })] : []),
  ];
  return (
    <>
      <FieldScope id="filters">
        <Form method="get" className="filters" role="search" key={accessLogAddress(here)}>
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
            placeholder={t('filter.any')}
            defaultValue={filter.kind}
            options={ACCESS_EVENTS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
          <DateField name="from" label={t('filter.from')} defaultValue={filter.from} />
          <DateField name="until" label={t('filter.until')} defaultValue={filter.until} />
          <Button type="submit" kind="primary">
            {t('filter.submit')}
          </Button>
        </Form>
      </FieldScope>
      {active.length > 0 ? <ActiveFilters filters={active} clearTo={accessLogAddress({})} /> : null}
    </>
  );
}

function Lines({ rows }: { rows: AccessLine[] }) {
  const t = useMessages('access_log');
  const f = useFormat();
  const columns: Column<AccessLine>[] = [
    { key: 'kind', label: t('list.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    { key: 'at', label: t('list.at'), cell: ({ at }) => f.dateTime(new Date(at)) },
    { key: 'who', label: t('list.who'), cell: ({ who }) => who ?? t('unknown') },
    { key: 'about', label: t('list.about'), cell: (line) => <About line={line} /> },
  ];
  return <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} caption={t('title')} className="table--dense" />;
}

/** What was read or refused. A case and a company are named by the end of their key: an administrator reads neither. */
function About({ line: { path, subject, subjectKind, subjectId } }: { line: AccessLine }) {
  const t = useMessages('access_log');
  const kind = ACCESS_SUBJECTS.find((one) => one === subjectKind);
  if (path) return <code>{path}</code>;
  if (!kind || !subjectId) return '–';
  return (
    <>
      {t(`subject.${kind}`)}
      {kind === 'cluster' ? null : <span className="sub">{subject ?? `…${subjectId.slice(-8)}`}</span>}
    </>
  );
}
