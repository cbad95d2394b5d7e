import {
  BriefcaseBusiness,
  Building2,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleDotDashed,
  CircleSlash,
  Lock,
  type LucideIcon,
  OctagonX,
  Paperclip,
  Star,
} from 'lucide-react';
import { caseAddress } from '~/features/cases/case-address';
import { documentAddress } from '~/features/documents/document-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { classNames } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { isSettledState, isWebLink, type MilestoneState } from './milestone';
import { MilestonePress } from './milestone-press';
import type { EvidenceLine, MilestoneLine as Line, NeighbourMilestone } from './milestones.queries.server';

const LOOKS: Record<MilestoneState, { icon: LucideIcon; className: string }> = {
  upcoming: { icon: CircleDashed, className: 'is-todo' },
  in_progress: { icon: CircleDot, className: 'is-doing' },
  to_validate: { icon: CircleDotDashed, className: 'is-valid' },
  done: { icon: CircleCheck, className: 'is-done' },
  not_applicable: { icon: CircleSlash, className: 'is-done' },
  blocked: { icon: OctagonX, className: 'is-blocked' },
};

/** One milestone of the plan: state by shape and word, owner, dates, proofs, what it waits for, and the act expected now. */
export function MilestoneLine({ line, caseId, today }: { line: Line; caseId: string; today: string }) {
  const t = useMessages('milestones');
  const { icon, className } = LOOKS[line.state];
  return (
    <li className={className} id={`milestone-${line.id}`}>
      <span className="plan__state">
        <Icon icon={icon} />
        <span className="sr-only">{t(`state.${line.state}`)}</span>
      </span>
      <div className="plan__main">
        <h3 className="plan__title">
          <span className="plan__no">{line.position}</span>
          <a href={`/cases/${caseId}/milestones/${line.id}`}>{line.title}</a>
          {line.isCritical ? (
            <span className="star" title={t('critical')}>
              <Icon icon={Star} size="sm" />
              <span className="sr-only">{t('critical')}</span>
            </span>
          ) : null}
        </h3>
        <Meta line={line} caseId={caseId} />
        {line.state === 'blocked' || line.state === 'not_applicable' ? <p>{line.reason}</p> : null}
        <MilestonePress line={line} caseId={caseId} />
      </div>
      <Due line={line} today={today} />
    </li>
  );
}

function Meta({ line, caseId }: { line: Line; caseId: string }) {
  const t = useMessages('milestones');
  const f = useFormat();
  const open = line.waitsFor.filter((one) => !one.isSettled);
  const isSettled = isSettledState(line.state);
  return (
    <div className="plan__meta">
      <Owner sides={line.sides} />
      {line.doneOn ? <span>{t('done_on', { on: f.date(line.doneOn) })}</span> : null}
      {line.state === 'not_applicable' ? <span>{t('state.not_applicable')}</span> : null}
      {line.blockedSince ? <span className="is-late">{t('blocked_since', { on: f.date(line.blockedSince) })}</span> : null}
      {line.awaited ? <span>{t('awaited', { who: line.awaited })}</span> : null}
      {line.state === 'to_validate' ? (
        <span className="is-watch">{line.submittedBy ? t('submitted_by', { name: line.submittedBy }) : t('to_validate')}</span>
      ) : null}
      {line.evidence.map((proof) => (
        <Evidence key={proof.id} proof={proof} href={`/cases/${caseId}/milestones/${line.id}#evidence`} />
      ))}
      {!isSettled && open.length > 0 ? (
        <span className="with-icon">
          <Icon icon={Lock} size="sm" />
          <span>
            {t('waits_for')} <Neighbours milestones={open} caseId={caseId} />
          </span>
        </span>
      ) : null}
      {!isSettled && line.expectedEvidence && line.evidence.length === 0 ? (
        <span>{t('expects', { what: line.expectedEvidence })}</span>
      ) : null}
      {line.metrics.length > 0 && line.state !== 'not_applicable' ? <Figures line={line} caseId={caseId} /> : null}
    </div>
  );
}

function Figures({ line, caseId }: { line: Line; caseId: string }) {
  const t = useMessages('milestones');
  const f = useFormat();
  return line.state === 'done' ? (
    <a href={`/cases/${caseId}/figures`}>{t('asked', { count: line.metrics.length })}</a>
  ) : (
    <span>{t('asks', { metrics: f.list(line.metrics) })}</span>
  );
}

/** Whose milestone it is; with two owners the first has the ball. */
export function Owner({ sides }: { sides: Line['sides'] }) {
  const p = useMessages('programmes');
  const isCompany = sides[0] === 'company';
  return (
    <span className={classNames('owner', isCompany && 'owner--company')}>
      <Icon icon={isCompany ? Building2 : BriefcaseBusiness} />
      {sides.map((side) => p(`side.${side}`)).join(' + ')}
    </span>
  );
}

function Evidence({ proof, href }: { proof: EvidenceLine; href: string }) {
  const t = useMessages('milestones');
  if (proof.kind === 'waiver') return <a href={href}>{t('waived')}</a>;
  const isLink = proof.kind === 'link' && isWebLink(proof.body);
  const own = proof.kind === 'document' ? documentAddress(proof.id, false) : href;
  return (
    <a className="with-icon" href={isLink ? proof.body : own} {...(isLink ? { rel: 'noopener noreferrer' } : {})}>
      <Icon icon={Paperclip} size="sm" />
      {isLink ? shortAddress(proof.body) : shortText(proof.body)}
    </a>
  );
}

export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return shortText(pathname === '/' ? host : `${host}${pathname}`);
}

function shortText(text: string): string {
  return text.length > 48 ? `${text.slice(0, 46).trimEnd()}…` : text;
}

/** Milestones by number, `3 et 7`; one of another track says which. */
export function Neighbours({
  milestones,
  caseId,
  isElsewhere,
  isForCompany,
}: {
  milestones: readonly NeighbourMilestone[];
  caseId: string;
  /** The page is not the plan: links lead to it. */
  isElsewhere?: boolean;
  isForCompany?: boolean;
}) {
  const t = useMessages('milestones');
  const p = useMessages('programmes');
  return (
    <>
      {milestones.map((one, index) => {
        const isHere = one.caseId === caseId;
        const label = isForCompany
          ? one.title
          : isHere
            ? String(one.position)
            : `${p(`track.${one.track}` as 'track.strategy')} · ${one.position}`;
        const joint = index === 0 ? '' : index === milestones.length - 1 ? ` ${t('and')} ` : ', ';
        return (
          <span key={one.id}>
            {joint}
            <a
              href={isHere && !isElsewhere ? `#milestone-${one.id}` : `${caseAddress(one.caseId, isForCompany)}#milestone-${one.id}`}
              title={one.title}
            >
              {label}
            </a>
          </span>
        );
      })}
    </>
  );
}

/** The due date of an open milestone, with how far it is in words. */
function Due({ line, today }: { line: Line; today: string }) {
  const t = useMessages('milestones');
  const f = useFormat();
  if (isSettledState(line.state)) return <div className="plan__side" />;
  if (!line.dueOn) {
    return (
      <div className="plan__side">
        <span className="faint">{t('no_date')}</span>
      </div>
    );
  }
  const isLate = line.dueOn < today;
  return (
    <div className="plan__side">
      <span className={isLate ? 'is-late' : undefined}>{f.date(line.dueOn)}</span>
      <span className="meta">{f.due(line.dueOn, today)}</span>
    </div>
  );
}
