import { CaseSteps } from '~/features/case-page/case-steps';
import { caseAddress } from '~/features/cases/case-address';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { MilestoneMove } from './milestone';
import type { MilestonePage } from './milestones.queries.server';

type Shown = Pick<
  MilestonePage,
  'id' | 'version' | 'caseId' | 'companyName' | 'track' | 'position' | 'title' | 'expectedEvidence' | 'evidence' | 'waitsFor' | 'pressed'
>;
type Props = { milestone: Shown; move: MilestoneMove; reply: FormReply | undefined; isForCompany?: boolean };

/** What one act on a milestone asks, and the press that does it. */
export function MovePage({ milestone, move, reply, isForCompany }: Props) {
  const t = useMessages('milestones');
  const { caseId, companyName, track, position, title } = milestone;
  const act = t(`press.${move}`);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={
          <CaseSteps
            name={{ id: caseId, companyName, track: track as 'strategy' }}
            here={t('of', { act, position })}
            isForCompany={isForCompany}
          />
        }
        title={t('form.title', { act, position, title })}
        lede={t(`form.lede.${move}`)}
      />
      <Card>
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <HiddenField name="version" value={milestone.version} />
          <MoveFields milestone={milestone} move={move} />
          <FormActions>
            <SubmitButton>{act}</SubmitButton>
            <a className="btn btn--quiet" href={`${caseAddress(caseId, isForCompany)}#milestone-${milestone.id}`}>
              {t('form.cancel')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}

function MoveFields({ milestone, move }: { milestone: Shown; move: MilestoneMove }) {
  const t = useMessages('milestones');
  switch (move) {
    case 'complete':
    case 'submit':
      return <EvidenceFields milestone={milestone} asksEarly />;
    case 'validate':
      return <EvidenceFields milestone={milestone} />;
    case 'submit_for_company':
      return (
        <>
          <TextArea name="comment" label={t('form.note')} rows={3} required />
          <EvidenceFields milestone={milestone} asksEarly />
        </>
      );
    case 'send_back':
      return <TextArea name="comment" label={t('form.comment')} rows={4} required />;
    case 'contest':
      return <TextArea name="comment" label={t('form.contest')} rows={4} required />;
    case 'block':
      return (
        <>
          <TextArea name="reason" label={t('form.reason')} rows={3} required />
          <TextField name="awaited" label={t('form.awaited')} hint={t('form.awaited_hint')} maxLength={200} required />
        </>
      );
    case 'set_aside':
    case 'waive_evidence':
      return <TextArea name="reason" label={t('form.reason')} rows={3} required />;
    case 'undo':
      return (
        <TextArea
          name="reason"
          label={t('form.undo_reason')}
          hint={t('form.undo_hint')}
          rows={2}
          optional={milestone.pressed.includes('undo')}
        />
      );
    default:
      return null;
  }
}

/** A proof in words or by link, and why now when something that comes first is still open. */
function EvidenceFields({ milestone, asksEarly }: { milestone: Shown; asksEarly?: boolean }) {
  const t = useMessages('milestones');
  const open = milestone.waitsFor.filter((one) => !one.isSettled).length;
  const proofs = milestone.evidence.filter((proof) => proof.kind !== 'waiver').length;
  const isWaived = milestone.evidence.some((proof) => proof.kind === 'waiver');
  return (
    <>
      {asksEarly && open > 0 ? (
        <>
          <Banner tone="watch">{t('form.early', { count: open })}</Banner>
          <TextArea name="reason" label={t('form.early_reason')} rows={2} required />
        </>
      ) : null}
      {milestone.expectedEvidence ? <p>{t('form.expected', { what: milestone.expectedEvidence })}</p> : null}
      {proofs > 0 ? <p className="meta">{t('form.has_evidence', { count: proofs })}</p> : null}
      {isWaived ? <p className="meta">{t('form.is_waived')}</p> : null}
      <TextArea name="evidenceText" label={t('form.evidence')} hint={t('form.evidence_hint')} rows={3} optional />
      <TextField name="evidenceLink" type="url" label={t('form.link')} hint={t('form.link_hint')} optional />
    </>
  );
}
