import { CaseSteps } from '~/features/case-page/case-steps';
import type { CaseHead } from '~/features/cases/case-head.queries.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages, useMessageText } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { PlanNeighbour, PlannedMilestonePage as Planned } from './plan-editor.queries.server';
import { PLAN_REFUSED } from './plan-refused';
import { DayFields, GateFields, LoopNames, usePlannedLabels, WordFields } from './planned-milestone-fields';

type Reply = { reply: FormReply | undefined };

/** A milestone of the plan being prepared, to change, and the way to take it out. */
export function PlannedMilestonePage({ page, reply }: { page: Planned } & Reply) {
  const t = useMessages('plans');
  const f = useFormat();
  const { head, milestone, others, margins } = page;
  const { position } = milestone;
  const dueOn = milestone.dueOn === 'infinity' ? null : milestone.dueOn;
  const neighbours = [...others, { id: milestone.id, position, title: page.title }];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Steps head={head} here={t('milestone.here', { position })} />}
        title={t('milestone.title', { position, title: page.title })}
      />
      <Card>
        <ServerForm
          reply={reply}
          className="stack stack--4"
          labels={usePlannedLabels()}
          schema={() => import('./planned-milestone.schema').then((module) => module.editPlannedMilestoneSchema)}
        >
          <ErrorSummary />
          <LoopNames refused={reply?.refused} milestones={neighbours} />
          <HiddenField name="version" value={milestone.version} />
          <WordFields given={milestone} />
          <DayFields given={milestone} margins={margins} isDated={page.isDatedInDays} />
          <DateField name="dueOn" hint={dueOn ? t('field.due_hint', { on: f.date(dueOn) }) : undefined} optional />
          <GateFields given={milestone} others={others} />
          <FormActions>
            <SubmitButton>{t('milestone.save')}</SubmitButton>
            <LinkButton to={`/cases/${head.id}/plan/edit#milestone-${milestone.id}`} kind="quiet">
              {t('milestone.cancel')}
            </LinkButton>
          </FormActions>
        </ServerForm>
      </Card>
      <Card title={t('remove.title')}>
        <Removal page={page} />
      </Card>
    </div>
  );
}

function Removal({ page: { head, milestone, whyNotRemoved, maySetAside } }: { page: Planned }) {
  const t = useMessages('plans');
  const say = useMessageText();
  if (whyNotRemoved === null) {
    return (
      <div className="stack stack--3">
        <p>{t('remove.text')}</p>
        <div className="row">
          <LinkButton to={`/cases/${head.id}/plan/milestones/${milestone.id}/remove`} kind="danger">
            {t('remove.open')}
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="stack stack--3">
      <p>{say(PLAN_REFUSED[whyNotRemoved])}</p>
      {whyNotRemoved === 'already_published' && !maySetAside ? <p>{say(PLAN_REFUSED.manager_only)}</p> : null}
      {maySetAside ? (
        <div className="row">
          <LinkButton to={`/cases/${head.id}/milestones/${milestone.id}/set_aside`}>{t('remove.set_aside')}</LinkButton>
        </div>
      ) : null}
    </div>
  );
}

/** A milestone of this case's own, put at its place among the others. */
export function NewMilestonePage({ head, others, reply }: { head: CaseHead; others: readonly PlanNeighbour[] } & Reply) {
  const t = useMessages('plans');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Steps head={head} here={t('edit.add')} />} title={t('edit.add')} lede={t('new.lede')} />
      <Card>
        <ServerForm
          reply={reply}
          className="stack stack--4"
          labels={usePlannedLabels()}
          schema={() => import('./planned-milestone.schema').then((module) => module.addPlannedMilestoneSchema)}
        >
          <ErrorSummary />
          <WordFields given={null} />
          <SelectField
            name="afterPosition"
            placeholder={false}
            defaultValue={String(others.at(-1)?.position ?? 0)}
            options={[
              { value: '0', label: t('field.first') },
              ...others.map(({ position, title }) => ({ value: String(position), label: `${position} · ${title}` })),
            ]}
          />
          <DayFields given={null} margins={{ start: null, length: null }} isDated />
          <GateFields given={null} others={others} />
          <FormActions>
            <SubmitButton>{t('new.save')}</SubmitButton>
            <LinkButton to={`/cases/${head.id}/plan/edit`} kind="quiet">
              {t('milestone.cancel')}
            </LinkButton>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}

/** Taking a milestone out, with what that changes for those that wait for it. */
export function RemoveMilestonePage({ page, reply }: { page: Planned } & Reply) {
  const t = useMessages('plans');
  const { head, milestone, followers, title } = page;
  const heading = t('remove.heading', { position: milestone.position });
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Steps head={head} here={heading} />} title={heading} lede={title} />
      <Card>
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <HiddenField name="version" value={milestone.version} />
          <p>{t('remove.consequence')}</p>
          {followers.length > 0 ? (
            <>
              <p>{t('remove.followers', { count: followers.length })}</p>
              <ul>
                {followers.map((one) => (
                  <li key={one.id}>
                    {one.position} · {one.title}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <FormActions>
            <SubmitButton kind="danger-solid">{t('remove.submit')}</SubmitButton>
            <LinkButton to={`/cases/${head.id}/plan/milestones/${milestone.id}`} kind="quiet">
              {t('remove.keep')}
            </LinkButton>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}

/** The way back to the plan being prepared. */
function Steps({ head, here }: { head: CaseHead; here: string }) {
  const t = useMessages('plans');
  return <CaseSteps name={head} here={here} through={{ to: `/cases/${head.id}/plan/edit`, label: t('edit.here') }} />;
}
