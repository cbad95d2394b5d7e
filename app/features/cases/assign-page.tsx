import { CaseSteps } from '~/features/case-page/case-steps';
import { SKILL_KINDS } from '~/features/load/skill';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import { CaseNotOpen } from './case-not-open';
import type { AssignPage as Page, ProposedAdvisor } from './move-page.queries.server';

type Props = { page: Page; reply: FormReply | undefined };

/** The manager chooses who leads a case, seeing what each advisor already carries. */
export function AssignPage({ page, reply }: Props) {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const { head, obstacle, isOnward } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('assign.title')} />}
        title={t('assign.title')}
        lede={t('assign.lede', { company: head.companyName, track: p(`track.${head.track}`) })}
      />
      {obstacle ? <CaseNotOpen head={head} obstacle={obstacle} isOnward={isOnward} reply={reply} /> : <Form page={page} reply={reply} />}
    </div>
  );
}

function Form({ page: { head, advisors, isCut, triageOwnerId }, reply }: Props) {
  const t = useMessages('cases');
  const hasOverloaded = advisors.some(({ load }) => load.band === 'overloaded');
  if (advisors.length === 0) return <Banner tone="watch">{t('assign.none')}</Banner>;
  return (
    <Card>
      <ServerForm
        reply={reply}
        className="stack stack--3"
        labels={{ advisorId: t('assign.advisor'), overrideReason: t('assign.override') }}
      >
        <ErrorSummary />
        <HiddenField name="version" value={head.version} />
        <RadioGroup
          name="advisorId"
          hint={t('assign.hint')}
          choices={advisors.map((advisor) => ({
            value: advisor.id,
            label: <Name advisor={advisor} isTriageOwner={advisor.id === triageOwnerId} />,
            hint: <Standing advisor={advisor} />,
          }))}
          isBoxed
        />
        {hasOverloaded ? (
          <TextArea
            name="overrideReason"
            hint={t('assign.override_hint')}
            error={reply?.refused?.includes('lead_over_capacity') ? reply.refused : undefined}
            rows={3}
            optional
          />
        ) : null}
        {isCut ? <p className="muted">{t('assign.cut', { shown: advisors.length })}</p> : null}
        <FormActions>
          <SubmitButton>{t('assign.submit')}</SubmitButton>
          <a className="btn btn--quiet" href={`/cases/${head.id}`}>
            {t('move.cancel')}
          </a>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

const BAND_TONES = { available: 'ok', normal: undefined, watch: 'watch', overloaded: 'late' } as const;

function Name({ advisor: { name, load, fit }, isTriageOwner }: { advisor: ProposedAdvisor; isTriageOwner: boolean }) {
  const t = useMessages('cases');
  const l = useMessages('load');
  const f = useFormat();
  const tone = BAND_TONES[load.band];
  return (
    <span className="row">
      <strong>{name}</strong>
      <Tag {...(tone ? { tone } : {})}>{t(`load.${load.band}`, { share: f.percent(load.share) })}</Tag>
      {SKILL_KINDS.filter((kind) => fit[kind]).map((kind) => (
        <Tag key={kind}>{l(`fit.${kind}`)}</Tag>
      ))}
      {isTriageOwner ? <span className="meta">{t('assign.triage')}</span> : null}
    </span>
  );
}

/** What the advisor carries, on what post, and whether they are away. */
function Standing({ advisor: { load, teamName, fte, capacityKind, absence } }: { advisor: ProposedAdvisor }) {
  const t = useMessages('cases');
  const l = useMessages('load');
  const f = useFormat();
  const carried = t('assign.load', { full: load.full, light: load.light, team: teamName ?? 'none' });
  return (
    <>
      {fte < 1 ? `${carried} · ${l(`capacity.${capacityKind}`, { fte: f.percent(fte) })}` : carried}
      {absence ? (
        <strong className="is-watch">
          {' · '}
          {l('absent', { until: f.date(absence.untilOn), cover: absence.coveredBy ?? 'none' })}
        </strong>
      ) : null}
    </>
  );
}
