import { daysBetween } from './format';
import type { Translate } from './translate';

/** `dans 18 jours`, `hier`, `il y a 3 jours`: always shown beside the date itself. */
export function relativeDay(t: Translate<'dates'>, iso: string, todayIso: string): string {
  const days = daysBetween(todayIso, iso);
  if (days === 0) return t('today');
  if (days === 1) return t('tomorrow');
  if (days === -1) return t('yesterday');
  return days > 0 ? t('in_days', { days }) : t('days_ago', { days: -days });
}

/** The same for a due date: `dans 18 jours`, `26 jours de retard`. */
export function relativeDue(t: Translate<'dates'>, iso: string, todayIso: string): string {
  const days = daysBetween(todayIso, iso);
  return days < 0 ? t('days_late', { days: -days }) : relativeDay(t, iso, todayIso);
}
