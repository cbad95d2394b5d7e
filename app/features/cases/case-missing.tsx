import { CircleCheck, CircleDashed, OctagonX, Star } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import type { CaseHead, MissingLine } from './case-head.queries.server';

type Props = {
  head: Pick<CaseHead, 'id' | 'companyId' | 'state' | 'next'>;
  /** Shown below the case, not on its page: places of that page need its address. */
  isElsewhere?: boolean;
};

/** What stands before the next stage of a case, each thing with the way to it. */
export function CaseMissing({ head, isElsewhere }: Props) {
  const t = useMessages('cases');
  if (!head.next) return <p>{t('missing.over')}</p>;
  if (head.state === 'on_hold') return <p>{t('missing.resume', { stage: t(`state.${head.next.to}`) })}</p>;
  if (head.next.missing.length === 0) {
    return (
      <p className="with-icon">
        <Icon icon={CircleCheck} size="sm" tone="ok" />
        {t('missing.none')}
      </p>
    );
  }
  return (
    <ul className="missing">
      {head.next.missing.map((line) => (
        <li key={`${line.kind}-${line.id ?? line.code ?? ''}`}>
          <Icon icon={line.isBlocked ? OctagonX : CircleDashed} size="sm" tone={line.isBlocked ? 'late' : undefined} />
          <MissingWords line={line} head={head} casePage={isElsewhere ? `/cases/${head.id}` : ''} />
        </li>
      ))}
    </ul>
  );
}

function MissingWords({ line, head, casePage }: Pick<Props, 'head'> & { line: MissingLine; casePage: string }) {
  const t = useMessages('cases');
  const f = useFormat();
  const to = placeOf(line, head);
  const words = useMissingWords(line);
  return (
    <span>
      <span className={line.isCritical ? 'with-icon with-icon--top' : undefined}>
        {to ? <a href={to.startsWith('#') ? casePage + to : to}>{words}</a> : words}
        {line.isCritical ? (
          <>
            <Icon icon={Star} size="sm" />
            <span className="sr-only">{t('missing.critical')}</span>
          </>
        ) : null}
      </span>
      {line.isBlocked ? <span className="meta"> {t('missing.blocked')}</span> : null}
      {line.awaits.length > 0 ? <span className="meta"> {t('missing.awaits', { positions: f.list(line.awaits.map(String)) })}</span> : null}
    </span>
  );
}

function useMissingWords({ kind, label, position, code }: MissingLine): string {
  const t = useMessages('cases');
  switch (kind) {
    case 'eligibility_answer':
    case 'eligibility_condition':
      return t(`missing.${kind}`, { label: t(`eligibility.${code}` as 'eligibility.in_territory') });
    case 'assessment':
      return label ? t('missing.assessment', { position: String(position), label }) : t('missing.assessment_plain');
    case 'critical_milestone':
      return t('missing.critical_milestone', { position: String(position ?? ''), label: label ?? '' });
    case 'baseline':
    case 'final_figure':
    case 'task_decision':
      return label || code ? t(`missing.${kind}`, { label: label ?? code ?? '' }) : t(`missing.${kind}_plain`);
    default:
      return t(`missing.${kind}`);
  }
}

/** Where a missing thing is done. */
function placeOf({ kind, id }: MissingLine, { id: caseId, companyId }: Props['head']): string | null {
  switch (kind) {
    case 'assessment':
    case 'critical_milestone':
      return id ? `#milestone-${id}` : '#plan';
    case 'task_decision':
      return id ? `#task-${id}` : '#tasks';
    case 'baseline':
    case 'final_figure':
    case 'satisfaction':
      return `/cases/${caseId}/figures`;
    case 'figure_target':
      return `/cases/${caseId}/plan/edit#targets`;
    case 'plan':
      return `/cases/${caseId}/plan/edit`;
    case 'eligibility_answer':
    case 'eligibility_condition':
      return `/cases/${caseId}/eligibility`;
    case 'lead':
      return `/cases/${caseId}/assign`;
    case 'outcome':
    case 'lessons':
      return `/cases/${caseId}/review`;
    case 'advisor_signature':
      return `/cases/${caseId}/move/sign_plan`;
    case 'advisor_proposal':
      return `/cases/${caseId}/propose/follow_up`;
    case 'follow_up_answer':
      return '#plan';
    case 'leader_contact':
      return `/companies/${companyId}/contacts/new`;
    default:
      return null;
  }
}
