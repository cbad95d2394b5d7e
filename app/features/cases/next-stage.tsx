import { Form } from '@remix-run/react';
import { ArrowDown, Clock, Phone, UserRound } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { BallInCourt } from './ball-in-court';
import type { CaseHead } from './case-head.queries.server';
import { CaseMissing } from './case-missing';
import type { OpenMove } from './case-move';
import { whatNow } from './what-now';

/** Acts that ask nothing more than a press. */
const ONE_PRESS = ['take', 'resume', 'start_review'];

/** No exchange with the company is logged yet, and its delay runs. (`docs/domain.md §6.4`, C1) */
export function awaitsFirstContact({ clocks }: Pick<CaseHead, 'clocks'>): boolean {
  return clocks.some(({ rule }) => rule === 'C1');
}

/** What stands under the head: who has the ball, what is missing for the next stage, and the moves open to the reader now. */
export function NextStage({ head, mayWriteNote }: { head: CaseHead; mayWriteNote: boolean }) {
  const t = useMessages('cases');
  return (
    <div className="banner-3">
      <section aria-labelledby="who-has-the-ball">
        <h2 id="who-has-the-ball">{t('ball.title')}</h2>
        <BallInCourt head={head} />
        <Clocks head={head} />
      </section>
      <section aria-labelledby="what-is-missing" id="missing">
        <h2 id="what-is-missing">{head.next ? t('missing.title', { stage: t(`state.${head.next.to}`) }) : t('stages')}</h2>
        <CaseMissing head={head} />
      </section>
      <section aria-labelledby="what-to-do-now">
        <h2 id="what-to-do-now">{t('now.title')}</h2>
        <Now head={head} mayLogContact={mayWriteNote && awaitsFirstContact(head)} />
      </section>
    </div>
  );
}

function Clocks({ head }: { head: CaseHead }) {
  const t = useMessages('cases');
  const f = useFormat();
  if (head.clocks.length === 0) return null;
  return (
    <ul className="missing">
      {head.clocks.map(({ rule, dueOn, alertOn, isPaused }) => {
        const isBroken = !isPaused && head.today > dueOn;
        const tone = isBroken ? 'late' : !isPaused && head.today >= alertOn ? 'watch' : undefined;
        const words = t(isPaused ? 'clock.paused' : isBroken ? 'clock.broken' : 'clock.due', {
          what: t(`clock.${rule}` as 'clock.C1'),
          on: f.date(dueOn),
        });
        return (
          <li key={rule}>
            <Icon icon={Clock} size="sm" tone={tone} />
            <span className={tone ? `is-${tone}` : undefined}>{words}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Now({ head, mayLogContact }: { head: CaseHead; mayLogContact: boolean }) {
  const t = useMessages('cases');
  const forward = head.moves.filter((move) => move.isForward);
  const { proposal } = head;
  const what = !proposal
    ? ''
    : proposal.to === 'redirected'
      ? t('now.proposal_redirected', { organisation: proposal.organisation ?? '' })
      : proposal.to === 'closed_early'
        ? t('now.proposal_closed_early', { reason: t(`reason.${proposal.reason ?? 'withdrawn'}` as 'reason.withdrawn') })
        : t('now.proposal_follow_up');
  const isEligibilityFirst = head.can.fillEligibility && !forward.some(({ act }) => act === 'accept');
  return (
    <>
      {proposal ? (
        <p className="with-icon with-icon--top">
          <Icon icon={UserRound} size="sm" />
          <span>{t('now.proposal', { name: proposal.byName ?? '', what })}</span>
        </p>
      ) : null}
      {forward.length === 0 && !mayLogContact && !isEligibilityFirst ? <Awaited head={head} /> : null}
      <div className="row">
        {forward.map((move, index) => (
          <MoveButton key={move.act} head={head} move={move} isFirst={index === 0} />
        ))}
        {mayLogContact ? (
          <a className="btn" href="#note">
            <Icon icon={Phone} />
            {t('now.first_contact')}
          </a>
        ) : null}
        {isEligibilityFirst ? (
          <LinkButton to={`/cases/${head.id}/eligibility`} kind={forward.length === 0 ? 'primary' : undefined}>
            {t('head.eligibility')}
          </LinkButton>
        ) : null}
        {head.can.editPlan ? <LinkButton to={`/cases/${head.id}/plan/edit`}>{t('head.edit_plan')}</LinkButton> : null}
        {head.can.recordReview ? <LinkButton to={`/cases/${head.id}/review`}>{t('head.review')}</LinkButton> : null}
      </div>
    </>
  );
}

/** What the ball is on, with the way to it; else whom the case waits for. */
function Awaited({ head }: { head: CaseHead }) {
  const t = useMessages('cases');
  const now = whatNow(head);
  const { ball } = head;
  if (ball?.place && (now === 'validate' || now === 'milestone' || now === 'task')) {
    return (
      <>
        <p>{t(`now.${now}`, { what: ball.what ?? '' })}</p>
        <p>
          <a className="btn btn--primary" href={ball.place}>
            <Icon icon={ArrowDown} />
            {t(now === 'task' ? 'now.to_task' : 'now.to_milestone')}
          </a>
        </p>
      </>
    );
  }
  return (
    <>
      <p className="muted">{t(`now.${now}` as 'now.nothing', { name: head.lead?.name ?? head.triageOwner?.name ?? t('ball.advisor') })}</p>
      {now === 'company' && head.can.recordReminder ? (
        <p>
          <LinkButton to={`/cases/${head.id}/reminder`}>{t('head.remind')}</LinkButton>
        </p>
      ) : null}
    </>
  );
}

/** A press for what asks nothing more; else the page that asks it. */
function MoveButton({ head, move: { act }, isFirst }: { head: CaseHead; move: OpenMove; isFirst: boolean }) {
  const t = useMessages('cases');
  const to = act === 'assign' ? `/cases/${head.id}/assign` : `/cases/${head.id}/move/${act}`;
  if (!ONE_PRESS.includes(act)) {
    return (
      <LinkButton to={to} kind={isFirst ? 'primary' : undefined}>
        {t(`act.${act}`)}
      </LinkButton>
    );
  }
  return (
    <Form method="post" action={to}>
      <input type="hidden" name="version" value={head.version} />
      <button type="submit" className={isFirst ? 'btn btn--primary' : 'btn'}>
        {t(`act.${act}`)}
      </button>
    </Form>
  );
}
