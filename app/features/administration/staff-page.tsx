import { Form, Link } from '@remix-run/react';
import { Plus, UserRound } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import type { PageOfRows } from '~/platform/page-beside';
import { Button, LinkButton } from '~/ui/button';
import { Banner, EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { Page, PageHead } from '~/ui/shell';
import { type ActiveFilter, ActiveFilters, Pager } from '~/ui/views';
import type { StaffInvitation } from '../invitations/staff-invitations.queries.server';
import { StaffInvitationsCard } from '../invitations/staff-invitations-card';
import { AdminTabs } from './admin-tabs';
import type { StaffLine } from './staff.queries.server';
import { type StaffFilter, staffAddress } from './staff-filter';
import { STAFF_ROLES, STAFF_STATES, type StaffState } from './staff-role';

type Props = {
  filter: StaffFilter;
  page: PageOfRows<StaffLine>;
  invitations: readonly StaffInvitation[];
  /** One has just been sent. */
  isInvited: boolean;
  reply: FormReply | undefined;
};

/** The staff of the cluster: who they are, their roles of today, whether they sign in. */
export function StaffPage({ filter, page: { rows, hasPrevious, hasNext }, invitations, isInvited, reply }: Props) {
  const t = useMessages('administration');
  const n = useMessages('navigation');
  const i = useMessages('invitations');
  const isNarrowed = Boolean(filter.q || filter.role || filter.state);
  const columns: Column<StaffLine>[] = [
    {
      key: 'name',
      label: t('list.name'),
      cell: ({ id, name, email }) => (
        <>
          <Link to={`/admin/people/${id}`}>{name}</Link>
          {email ? <span className="sub">{email}</span> : null}
        </>
      ),
    },
    { key: 'roles', label: t('list.roles'), cell: ({ roles }) => roles.map((role) => n(`role.${role}`)).join(', ') || '–' },
    { key: 'team', label: t('list.team'), cell: ({ team }) => team ?? '–' },
    { key: 'state', label: t('list.state'), cell: ({ state }) => <StateTag state={state} /> },
  ];
  return (
    <Page>
      <PageHead
        title={t('title')}
        lede={t('lede')}
        actions={
          <LinkButton kind="primary" icon={Plus} to="/admin/people/new">
            {i('staff.invite')}
          </LinkButton>
        }
      />
      <div className="stack stack--4">
        <AdminTabs current="people" />
        {isInvited ? <Banner tone="ok" title={i('staff.sent')} /> : null}
        {invitations.length > 0 ? <StaffInvitationsCard invitations={invitations} reply={reply} /> : null}
      </div>
      <Filters filter={filter} />
      {rows.length > 0 ? (
        <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} caption={t('title')} />
      ) : (
        <EmptyState
          icon={UserRound}
          title={t('list.none')}
          action={isNarrowed ? <LinkButton to="/admin/people">{t('list.clear')}</LinkButton> : null}
        />
      )}
      <Pager
        summary={t('list.shown', { count: rows.length })}
        previous={hasPrevious ? staffAddress({ ...filter, after: null, before: rows[0]?.id ?? null }) : null}
        next={hasNext ? staffAddress({ ...filter, before: null, after: rows.at(-1)?.id ?? null }) : null}
      />
    </Page>
  );
}

export function StateTag({ state }: { state: StaffState }) {
  const t = useMessages('administration');
  const tone = { active: 'ok', invited: 'watch', no_role: undefined, deactivated: 'late', anonymised: undefined } as const;
  return <Tag tone={tone[state]}>{t(`state.${state}`)}</Tag>;
}

function Filters({ filter }: { filter: StaffFilter }) {
  const t = useMessages('administration');
  const n = useMessages('navigation');
  const here = { ...filter, after: null, before: null };
  const active: ActiveFilter[] = [
    ...(filter.q ? [{ label: filter.q, without: staffAddress({ ...here, q: null }) }] : []),
    ...(filter.role ? [{ label: n(`role.${filter.role}`), without: staffAddress({ ...here, role: null }) }] : []),
    ...(filter.state ? [{ label: t(`state.${filter.state}`), without: staffAddress({ ...here, state: null }) }] : []),
  ];
  return (
    <>
      <FieldScope id="filters">
        <Form method="get" className="filters" role="search" key={staffAddress(here)}>
          <TextField name="q" label={t('filter.q')} defaultValue={filter.q ?? ''} autoComplete="off" />
          <SelectField
            name="role"
            label={t('filter.role')}
            placeholder={t('filter.any')}
            defaultValue={filter.role}
            options={STAFF_ROLES.map((role) => ({ value: role, label: n(`role.${role}`) }))}
          />
          <SelectField
            name="state"
            label={t('filter.state')}
            placeholder={t('filter.any')}
            defaultValue={filter.state}
            options={STAFF_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          />
          <Button type="submit" kind="primary">
            {t('filter.submit')}
          </Button>
        </Form>
      </FieldScope>
      {active.length > 0 ? <ActiveFilters filters={active} clearTo="/admin/people" /> : null}
    </>
  );
}
