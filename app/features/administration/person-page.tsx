import { Link } from '@remix-run/react';
import { AbsencesCard } from '~/features/load/absences-card';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { RoleFields, useRoleLabels } from './role-fields';
import type { HeldRole, StaffPage } from './staff.queries.server';
import { StateTag } from './staff-page';

type Props = { page: StaffPage; reply: FormReply | undefined };

/** Somebody of the staff: what they may do and until when, their sign-ins, and the end of their access. */
export function PersonPage({ page, reply }: Props) {
  const t = useMessages('administration');
  const f = useFormat();
  const { person, can } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/admin/people', label: t('title') }, { label: person.name }]} />}
        title={person.name}
        lede={person.email ?? undefined}
      />
      <p>
        <StateTag state={person.state} />
        {person.since ? <span className="meta"> {t('person.since', { on: f.dateTime(new Date(person.since)) })}</span> : null}
      </p>
      {can.changeRights ? null : <Banner tone="info" title={t('person.own')} />}
      <RolesCard page={page} reply={reply} />
      <TeamsCard page={page} />
      {page.absences ? <AbsencesCard page={page.absences} reply={reply} /> : null}
      <SignInsCard page={page} reply={reply} />
      <FactorsCard page={page} reply={reply} />
      {can.changeRights ? <AccessCard page={page} reply={reply} /> : null}
    </div>
  );
}

function useRoleWords() {
  const n = useMessages('navigation');
  const p = useMessages('programmes');
  const t = useMessages('administration');
  const f = useFormat();
  return ({ role, programme, track, fromOn, untilOn, endedAt }: HeldRole) => ({
    title: [n(`role.${role}`), track ? p(`track.${track}` as 'track.strategy') : null, programme].filter(Boolean).join(' · '),
    days: endedAt
      ? t('role.ended', { from: f.date(fromOn), until: f.dateTime(new Date(endedAt)) })
      : untilOn
        ? t('role.until', { from: f.date(fromOn), until: f.date(untilOn) })
        : t('role.from', { from: f.date(fromOn) }),
  });
}

function RolesCard({ page: { roles, pastRoles, programmes, today, can, person }, reply }: Props) {
  const t = useMessages('administration');
  const words = useRoleWords();
  return (
    <Card title={t('roles.title')}>
      <div className="stack stack--4">
        {roles.length === 0 ? <p className="muted">{t('roles.none')}</p> : null}
        <ul className="stack stack--2">
          {roles.map((role) => (
            <li key={role.id} className="row row--between">
              <span>
                <strong>{words(role).title}</strong> <span className="meta">{words(role).days}</span>
              </span>
              {can.changeRights ? (
                <ServerForm reply={reply} intent={role.id}>
                  <ErrorSummary />
                  <HiddenField name="act" value="end_role" />
                  <HiddenField name="roleId" value={role.id} />
                  <SubmitButton kind="quiet">
                    {t('roles.end')} <span className="sr-only">{words(role).title}</span>
                  </SubmitButton>
                </ServerForm>
              ) : null}
            </li>
          ))}
        </ul>
        {pastRoles.length > 0 ? (
          <details>
            <summary>{t('roles.past', { count: pastRoles.length })}</summary>
            <ul className="stack stack--1">
              {pastRoles.map((role) => (
                <li key={role.id}>
                  {words(role).title} <span className="meta">{words(role).days}</span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {can.changeRights && person.state !== 'deactivated' && person.state !== 'anonymised' ? (
          <GiveRole programmes={programmes} today={today} reply={reply} />
        ) : null}
      </div>
    </Card>
  );
}

function GiveRole({ programmes, today, reply }: Pick<StaffPage, 'programmes' | 'today'> & Pick<Props, 'reply'>) {
  const t = useMessages('administration');
  return (
    <ServerForm reply={reply} intent="give_role" className="stack stack--3" labels={useRoleLabels()}>
      <h3>{t('give.title')}</h3>
      <ErrorSummary />
      <HiddenField name="act" value="give_role" />
      <RoleFields programmes={programmes} today={today} />
      <FormActions>
        <SubmitButton>{t('give.submit')}</SubmitButton>
        <span className="meta">{t('give.note')}</span>
      </FormActions>
    </ServerForm>
  );
}

function TeamsCard({ page: { person } }: { page: StaffPage }) {
  const t = useMessages('administration');
  const f = useFormat();
  return (
    <Card title={t('teams.of')}>
      {person.teams.length === 0 ? (
        <p className="muted">{t('teams.none')}</p>
      ) : (
        <ul className="stack stack--1">
          {person.teams.map(({ id, name, leads, fromOn }) => (
            <li key={id}>
              <Link to={`/admin/teams/${id}`}>{name}</Link>{' '}
              <span className="meta">{t(leads ? 'teams.leads_since' : 'teams.member_since', { from: f.date(fromOn) })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function SignInsCard({ page: { person }, reply }: Props) {
  const t = useMessages('administration');
  return (
    <Card title={t('sign_ins.title')}>
      <div className="stack stack--3">
        <p>{t('sign_ins.count', { count: person.signIns })}</p>
        {person.signIns > 0 ? (
          <ServerForm reply={reply} intent="end_sign_ins">
            <ErrorSummary />
            <HiddenField name="act" value="end_sign_ins" />
            <SubmitButton kind="quiet">{t('sign_ins.end')}</SubmitButton>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}

function FactorsCard({ page: { factors, can }, reply }: Props) {
  const t = useMessages('administration');
  if (!factors) return null;
  const hasAny = factors.hasApp || factors.passkeys > 0;
  return (
    <Card title={t('factors.title')}>
      <div className="stack stack--3">
        <p>
          {hasAny
            ? [
                factors.hasApp ? t('factors.app') : null,
                factors.passkeys > 0 ? t('factors.passkeys', { count: factors.passkeys }) : null,
                t('factors.codes', { count: factors.codes }),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('factors.none')}
        </p>
        {hasAny && can.changeRights ? (
          factors.isElsewhere ? (
            <p className="meta">{t('factors.elsewhere')}</p>
          ) : (
            <ServerForm reply={reply} intent="reset_factors" className="stack stack--3">
              <p className="meta">{t('factors.reset_text')}</p>
              <ErrorSummary />
              <HiddenField name="act" value="reset_factors" />
              <FormActions>
                <SubmitButton kind="danger">{t('factors.reset')}</SubmitButton>
              </FormActions>
            </ServerForm>
          )
        ) : null}
      </div>
    </Card>
  );
}

function AccessCard({ page: { person }, reply }: Props) {
  const t = useMessages('administration');
  if (person.state === 'anonymised') {
    return (
      <Card title={t('access.title')}>
        <p>{t('anonymise.done')}</p>
      </Card>
    );
  }
  if (person.state === 'deactivated') {
    return (
      <>
        <Card title={t('access.title')}>
          <ServerForm reply={reply} intent="reactivate" className="stack stack--3">
            <p>{t('access.reactivate_text')}</p>
            <ErrorSummary />
            <HiddenField name="act" value="reactivate" />
            <HiddenField name="version" value={person.version} />
            <FormActions>
              <SubmitButton>{t('access.reactivate')}</SubmitButton>
            </FormActions>
          </ServerForm>
        </Card>
        <AnonymiseCard person={person} reply={reply} />
      </>
    );
  }
  return (
    <Card title={t('access.title')}>
      {person.ledCases > 0 ? (
        <Banner tone="watch" title={t('access.leads', { count: person.ledCases })}>
          {t('access.hand_over_first')}
        </Banner>
      ) : (
        <ServerForm reply={reply} intent="deactivate" className="stack stack--3" labels={{ reason: t('access.reason') }}>
          <p>{t('access.deactivate_text')}</p>
          <ErrorSummary />
          <HiddenField name="act" value="deactivate" />
          <HiddenField name="version" value={person.version} />
          <TextArea name="reason" rows={2} required />
          <FormActions>
            <SubmitButton kind="danger">{t('access.deactivate')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </Card>
  );
}

function AnonymiseCard({ person, reply }: { person: StaffPage['person']; reply: Props['reply'] }) {
  const t = useMessages('administration');
  return (
    <Card title={t('anonymise.title')}>
      {person.ledCases > 0 ? (
        <Banner tone="watch" title={t('access.leads', { count: person.ledCases })}>
          {t('anonymise.hand_over_first')}
        </Banner>
      ) : (
        <ServerForm reply={reply} intent="anonymise" className="stack stack--3" labels={{ isSure: t('anonymise.sure') }}>
          <p>{t('anonymise.text', { name: person.anonymousName })}</p>
          <ErrorSummary />
          <HiddenField name="act" value="anonymise" />
          <HiddenField name="version" value={person.version} />
          <CheckboxField name="isSure" isBoxed />
          <FormActions>
            <SubmitButton kind="danger">{t('anonymise.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </Card>
  );
}
