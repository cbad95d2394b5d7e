import { CircleHelp, Clock, Flag, Gavel, type LucideIcon, MessageCircleOff, OctagonX, Pause, TriangleAlert } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import type { HealthReason } from './health';
import type { WordedReason } from './health.queries.server';

const LOOK: Record<HealthReason['code'], { icon: LucideIcon; tone?: 'late' | 'watch' }> = {
  critical_late: { icon: OctagonX, tone: 'late' },
  proceedings: { icon: Gavel, tone: 'late' },
  baselines_missing: { icon: TriangleAlert, tone: 'watch' },
  no_next_action: { icon: TriangleAlert, tone: 'watch' },
  delay_broken: { icon: Clock, tone: 'watch' },
  milestones_late: { icon: Flag },
  no_contact: { icon: MessageCircleOff },
  actions_late: { icon: Clock },
  figures_missing: { icon: CircleHelp },
  on_hold: { icon: Pause },
};

/** Why a case stands as it does, the heaviest first; each with its date and its number. */
export function HealthReasons({ reasons, caseId }: { reasons: readonly WordedReason[]; caseId: string }) {
  const words = useReasonWords();
  return (
    <ul className="missing">
      {reasons.map((reason) => {
        const { icon, tone } = LOOK[reason.code];
        const to = placeOf(reason, caseId);
        const key = `${reason.code}-${'milestoneId' in reason ? reason.milestoneId : 'rule' in reason ? reason.rule : ''}`;
        return (
          <li key={key}>
            <Icon icon={icon} size="sm" tone={tone} />
            <span>{to ? <a href={to}>{words(reason)}</a> : words(reason)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function placeOf(reason: WordedReason, caseId: string): string | null {
  if ('milestoneId' in reason) return `/cases/${caseId}#milestone-${reason.milestoneId}`;
  if (reason.code === 'actions_late') return `/cases/${caseId}#tasks`;
  if (reason.code === 'baselines_missing' || reason.code === 'figures_missing') return `/cases/${caseId}/figures`;
  return reason.code === 'no_contact' ? `/cases/${caseId}#notes` : null;
}

/** A reason as a sentence. */
export function useReasonWords(): (reason: WordedReason) => string {
  const t = useMessages('health');
  const c = useMessages('cases');
  const f = useFormat();
  return (reason) => {
    const milestone = { position: reason.position ?? 0, title: reason.title ?? '' };
    switch (reason.code) {
      case 'critical_late':
        return t('reason.critical_late', { ...milestone, days: reason.days, on: f.date(reason.dueOn) });
      case 'milestones_late':
        return t('reason.milestones_late', { ...milestone, count: reason.count, days: reason.days, on: f.date(reason.dueOn) });
      case 'proceedings':
        return t('reason.proceedings', { on: f.date(reason.sinceOn) });
      case 'baselines_missing':
        return t('reason.baselines_missing', { missing: reason.missing, on: f.date(reason.sinceOn) });
      case 'no_next_action':
        return t('reason.no_next_action');
      case 'delay_broken':
        return t('reason.delay_broken', { what: c(`clock.${reason.rule}` as 'clock.C1'), on: f.date(reason.dueOn) });
      case 'no_contact':
        return t('reason.no_contact', { days: reason.days, on: f.date(reason.sinceOn) });
      case 'actions_late':
        return t('reason.actions_late', { count: reason.count, of: reason.of, on: f.date(reason.dueOn) });
      case 'figures_missing':
        return t('reason.figures_missing', { missing: reason.missing, of: reason.of });
      case 'on_hold':
        return t('reason.on_hold', { on: f.date(reason.sinceOn), until: reason.untilOn ? f.date(reason.untilOn) : 'none' });
    }
  };
}
