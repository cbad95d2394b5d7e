import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { CaseNotOpen } from './case-not-open';
import { REASON_LISTS, type ReasonList } from './case-reason';
import type { StaffMove } from './case-transition';
import { ELIGIBILITY_REFUSALS, eligibilityVerdict } from './eligibility';
import type { FilledSheet } from './eligibility.queries.server';
import type { MoveHead, MovePage } from './move-page.queries.server';

type Props = { page: MovePage; act: StaffMove; reply: FormReply | undefined };

/** What one act on a case does, what it asks, and the press that makes it; or why it is not open. */
export function CaseMovePage({ page: { head, obstacle, isOnward, sheet }, act, reply }: Props) {
  const t = useMessages('cases');
  const title = t(`move.title.${act}`);
  const labels = useLabels(act);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={title} />}
        title={title}
        lede={t('move.facts', { company: head.companyName, reference: head.reference, state: t(`state.${head.state}`) })}
      />
      {obstacle ? (
        <CaseNotOpen head={head} obstacle={obstacle} isOnward={isOnward} reply={reply} />
      ) : (
        <Card>
          <ServerForm reply={reply} className="stack stack--3" labels={labels}>
            <ErrorSummary />
            <HiddenField name="version" value={head.version} />
            <p>{t(`move.text.${act}`)}</p>
            <Proposal head={head} act={act} />
            {sheet ? <SheetSummary sheet={sheet} caseId={head.id} /> : null}
            <MoveFields head={head} act={act} refused={reply?.refused} />
            <FormActions>
              <SubmitButton kind={ENDS.includes(act) ? 'danger-solid' : 'primary'}>{title}</SubmitButton>
              <a className="btn btn--quiet" href={`/cases/${head.id}`}>
                {t('move.cancel')}
              </a>
            </FormActions>
          </ServerForm>
        </Card>
      )}
    </div>
  );
}

const ENDS: readonly StaffMove[] = ['refuse', 'redirect', 'close_early', 'withdraw'];

/** Acts whose words have a question of their own. */
const OWN_QUESTION = ['hand_back', 'return_to_qualification', 'return_plan', 'return_to_support', 'reopen', 'refuse', 'redirect'] as const;

function useLabels(act: StaffMove): Record<string, string> {
  const t = useMessages('cases');
  const own = OWN_QUESTION.find((one) => one === act);
  return {
    reason: t('field.reason'),
    comment: own ? t(`field.comment.${own}`) : t('field.comment'),
    resumeOn: t('field.resume_on'),
    organisation: t('field.organisation'),
    signatory: t('field.signatory'),
  };
}

const PROPOSED: Partial<Record<StaffMove, 'redirected' | 'closed_early' | 'follow_up'>> = {
  redirect: 'redirected',
  close_early: 'closed_early',
  start_follow_up: 'follow_up',
};

function proposalFor(head: MoveHead, act: StaffMove) {
  return head.proposal && head.proposal.to === PROPOSED[act] ? head.proposal : null;
}

function Proposal({ head, act }: { head: MoveHead; act: StaffMove }) {
  const t = useMessages('cases');
  const proposal = proposalFor(head, act);
  if (!proposal) return null;
  const { byName, comment, reason } = proposal;
  return (
    <Banner>
      <p className="pre-line">{t('move.proposed', { name: byName ?? '', comment })}</p>
      {reason ? <p className="meta">{t('move.proposed_reason', { reason: t(`reason.${reason}` as 'reason.withdrawn') })}</p> : null}
    </Banner>
  );
}

/** What the sheet says to who decides: its remarks, and each condition not met with the reason a refusal would give. */
function SheetSummary({ sheet, caseId }: { sheet: FilledSheet; caseId: string }) {
  const t = useMessages('cases');
  const f = useFormat();
  const { byName, filledAt, supportDays, answers } = sheet;
  return (
    <Banner title={<a href={`/cases/${caseId}/eligibility`}>{t('eligibility.title')}</a>}>
      <p className="meta">{t('eligibility.by', { name: byName ?? '', on: f.date(f.isoDay(new Date(filledAt))) })}</p>
      {eligibilityVerdict(answers).failed.map((item) => {
        const reason = ELIGIBILITY_REFUSALS[item];
        const label = t(`eligibility.${item}`);
        return (
          <p key={item}>
            {reason ? t('eligibility.suggests', { label, reason: t(`reason.${reason}`) }) : t('missing.eligibility_condition', { label })}
          </p>
        );
      })}
      {supportDays === null ? null : <p>{t('eligibility.days', { count: supportDays })}</p>}
      {answers.note ? <p className="pre-line">{answers.note}</p> : null}
    </Banner>
  );
}

function MoveFields({ head, act, refused }: { head: MoveHead; act: StaffMove; refused: string | undefined }) {
  const t = useMessages('cases');
  switch (act) {
    case 'hand_back':
    case 'return_to_qualification':
      return <TextArea name="comment" hint={t('field.comment.internal')} rows={4} required />;
    case 'return_plan':
    case 'return_to_support':
    case 'reopen':
      return <TextArea name="comment" hint={t('field.comment.shared')} rows={4} required />;
    case 'refuse':
      return (
        <>
          <ReasonField list="refusal" />
          <TextArea name="comment" rows={5} required />
        </>
      );
    case 'redirect':
      return (
        <>
          <TextField
            name="organisation"
            hint={t('field.organisation_hint')}
            defaultValue={proposalFor(head, act)?.organisation}
            maxLength={200}
            required
          />
          <TextArea name="comment" rows={5} required />
        </>
      );
    case 'hold':
      return (
        <>
          <ReasonField list="hold" />
          <DateField
            name="resumeOn"
            hint={t('field.resume_on_hint')}
            error={refused && RESUME_DATE.test(refused) ? refused : undefined}
            required
          />
          <TextArea name="comment" hint={t('field.comment.shared')} rows={3} optional />
        </>
      );
    case 'close_early':
      return (
        <>
          <ReasonField list="early_closure" />
          <TextArea name="comment" hint={t('field.comment.shared')} rows={3} optional />
        </>
      );
    case 'withdraw':
      return <TextArea name="comment" hint={t('field.comment.shared')} rows={3} optional />;
    case 'sign_plan':
      return <TextField name="signatory" autoComplete="name" maxLength={200} required />;
    default:
      return null;
  }
}

const RESUME_DATE = /resume_date|hold_too_long/;

function ReasonField({ list }: { list: Exclude<ReasonList, 'outcome'> }) {
  const t = useMessages('cases');
  return <SelectField name="reason" options={REASON_LISTS[list].map((value) => ({ value, label: t(`reason.${value}`) }))} required />;
}
