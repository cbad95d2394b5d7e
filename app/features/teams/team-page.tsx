import { Link } from '@remix-run/react';
import { TimelineList } from '~/features/history/timeline-list';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { MOST_COUNTED } from './team';
import { PlacesCard } from './team-places-card';
import type { TeamPage as Page } from './teams.queries.server';

export type TeamProps = { page: Page; reply: FormReply | undefined };

/** One team: who is in it, what it is called and where it belongs, its end, and what happened to it. */
export function TeamPage({ page, reply }: TeamProps) {
  const t = useMessages('teams');
  const f = useFormat();
  const { team, above, below, can } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={
          <Breadcrumb
            steps={[
              { to: '/admin/teams', label: t('title') },
              ...above.map(({ id, name }) => ({ to: `/admin/teams/${id}`, label: name })),
              { label: team.name },
            ]}
          />
        }
        title={team.name}
        lede={team.retiredOn ? t('closed.since', { on: f.date(team.retiredOn) }) : undefined}
      />
      {team.isInOwnReach && !team.retiredOn ? <Banner tone="info" title={t('own')} /> : null}
      <PlacesCard page={page} reply={reply} />
      {below.length > 0 ? (
        <Card title={t('below')}>
          <ul className="stack stack--1">
            {below.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/admin/teams/${id}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {can.change ? <ShapeCard page={page} reply={reply} /> : null}
      {can.change ? <CloseCard page={page} reply={reply} /> : null}
      {page.events.length > 0 ? (
        <Card title={t('history')}>
          <TimelineList events={page.events} showsAudience={false} />
        </Card>
      ) : null}
    </div>
  );
}

function ShapeCard({ page: { team, parents }, reply }: TeamProps) {
  const t = useMessages('teams');
  return (
    <Card title={t('shape.title')}>
      <div className="stack stack--4">
        <ServerForm reply={reply} intent="rename" className="stack stack--3" labels={{ name: t('name') }}>
          <ErrorSummary />
          <HiddenField name="act" value="rename" />
          <HiddenField name="version" value={team.version} />
          <TextField name="name" defaultValue={team.name} required />
          <FormActions>
            <SubmitButton kind="quiet">{t('rename.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
        {parents.length > 0 ? (
          <ServerForm reply={reply} intent="move" className="stack stack--3" labels={{ parentId: t('parent') }}>
            <ErrorSummary />
            <HiddenField name="act" value="move" />
            <HiddenField name="version" value={team.version} />
            <SelectField
              name="parentId"
              hint={t('move.hint')}
              placeholder={t('parent.top')}
              defaultValue={team.parentId}
              options={parents.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <FormActions>
              <SubmitButton kind="quiet">{t('move.submit')}</SubmitButton>
            </FormActions>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}

/** What still holds a team open is said with what to do about it, and takes the place of the button. */
function CloseCard({ page: { team, below, places, cases }, reply }: TeamProps) {
  const t = useMessages('teams');
  const holding = [
    ...(below.length > 0 ? [t('refused.has_teams', { teams: below.length })] : []),
    ...(places.length > 0 ? [t('refused.has_members', { members: places.length })] : []),
    ...(cases > 0 ? [t('refused.has_cases', { cases: Math.min(cases, MOST_COUNTED), isMore: cases > MOST_COUNTED ? 'yes' : 'no' })] : []),
  ];
  return (
    <Card title={t('close.title')}>
      {holding.length > 0 ? (
        <Banner tone="watch" title={t('close.not_yet')}>
          <ul className="stack stack--1">
            {holding.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </Banner>
      ) : (
        <ServerForm reply={reply} intent="close" className="stack stack--3">
          <p>{t('close.text')}</p>
          <ErrorSummary />
          <HiddenField name="act" value="close" />
          <HiddenField name="version" value={team.version} />
          <FormActions>
            <SubmitButton kind="danger">{t('close.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </Card>
  );
}
