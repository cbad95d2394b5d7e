import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { ProgressStages, type Stage } from '~/ui/marks';
import type { CaseHead } from './case-head.queries.server';
import { type CaseState, isFinalState } from './case-state';

const BEFORE_ASSIGNMENT = ['submitted', 'qualifying', 'accepted', 'assessing', 'active'] as const;
const AFTER_ASSIGNMENT = ['assessing', 'plan_to_sign', 'active', 'reviewing', 'follow_up'] as const;

/** Five stages of the case's life: those of the request until it is assigned, those of the support after. */
export function CaseStages({ head }: { head: CaseHead }) {
  const t = useMessages('cases');
  const f = useFormat();
  const shown = head.state === 'on_hold' ? head.heldFrom : head.state;
  const path: readonly (typeof BEFORE_ASSIGNMENT | typeof AFTER_ASSIGNMENT)[number][] =
    head.startedOn === null ? BEFORE_ASSIGNMENT : AFTER_ASSIGNMENT;
  const reached = (path as readonly (CaseState | null)[]).indexOf(shown);
  const since = f.date(f.isoDay(new Date(head.stateSince)));
  const stages = path.map((stage, index): Stage => {
    const isNow = index === reached;
    const isDone = head.state === 'closed' || (reached >= 0 && index < reached);
    return {
      key: stage,
      label: t(`stage.${stage}`),
      state: isNow ? 'now' : isDone ? 'done' : 'next',
      meta: isNow ? (head.state === 'on_hold' ? t('stage_held') : t('stage_since', { on: since })) : undefined,
    };
  });
  if (isFinalState(head.state) && head.state !== 'closed') return null;
  return <ProgressStages stages={stages} label={t('stages')} />;
}
