import { Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import { ServerForm } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import type { TeamProps } from './team-page';
import type { Place } from './teams.queries.server';

/** Who is in a team, was and will be; puts people in and out. */
export function PlacesCard({ page, reply }: TeamProps) {
  const t = useMessages('teams');
  const { places, pastPlaces, staff, today, can } = page;
  return (
    <Card title={t('places.title')}>
      <div className="stack stack--4">
        {places.length === 0 ? <p className="muted">{t('places.none')}</p> : null}
        <ul className="stack stack--3">
          {places.map((place) => (
            <li key={place.id} className="stack stack--2">
              <Who place={place} />
              {can.change ? <TakeOut place={place} reply={reply} /> : null}
            </li>
          ))}
        </ul>
        {pastPlaces.length > 0 ? (
          <details>
            <summary>{t('places.past', { count: pastPlaces.length })}</summary>
            <ul className="stack stack--1">
              {pastPlaces.map((place) => (
                <li key={place.id}>
                  <Who place={place} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {can.change ? (
          <ServerForm
            reply={reply}
            intent="put_in"
            className="stack stack--3"
            labels={{ personId: t('put_in.who'), leadsTeam: t('put_in.leads'), fromOn: t('put_in.from'), untilOn: t('put_in.until') }}
          >
            <h3>{t('put_in.title')}</h3>
            <ErrorSummary />
            <HiddenField name="act" value="put_in" />
            <SelectField name="personId" options={staff.map(({ id, name }) => ({ value: id, label: name }))} required />
            <CheckboxField name="leadsTeam" hint={t('put_in.leads_hint')} />
            <div className="grid-2">
              <DateField name="fromOn" defaultValue={today} required />
              <DateField name="untilOn" optional />
            </div>
            <FormActions>
              <SubmitButton>{t('put_in.submit')}</SubmitButton>
              <span className="meta">{t('put_in.note')}</span>
            </FormActions>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}

function Who({ place: { personId, name, leadsTeam, fromOn, untilOn, endedAt } }: { place: Place }) {
  const t = useMessages('teams');
  const f = useFormat();
  const days = endedAt
    ? t('places.ended', { from: f.date(fromOn), at: f.dateTime(new Date(endedAt)) })
    : untilOn
      ? t('places.until', { from: f.date(fromOn), until: f.date(untilOn) })
      : t('places.from', { from: f.date(fromOn) });
  return (
    <span>
      <Link to={`/admin/people/${personId}`}>{name}</Link> {leadsTeam ? <Tag>{t('leads')}</Tag> : null} <span className="meta">{days}</span>
    </span>
  );
}

function TakeOut({ place: { id, name }, reply }: { place: Place; reply: TeamProps['reply'] }) {
  const t = useMessages('teams');
  // A refusal is read with its form open.
  const isAnswered = reply?.values?.placeId === id;
  return (
    <details open={isAnswered || undefined}>
      <summary>
        {t('take_out.open')} <span className="sr-only">{name}</span>
      </summary>
      <ServerForm reply={reply} intent={id} className="stack stack--3" labels={{ lastOn: t('take_out.last') }}>
        <ErrorSummary />
        <HiddenField name="act" value="take_out" />
        <HiddenField name="placeId" value={id} />
        <DateField name="lastOn" hint={t('take_out.hint')} optional />
        <FormActions>
          <SubmitButton kind="quiet">{t('take_out.submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </details>
  );
}
