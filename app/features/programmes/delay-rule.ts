import { type LocalDate, type LocalMoment, laterOf } from './paris-date';
import { addWorkingDays, receivedOn, type WorkingCalendar, workingDaysBetween } from './working-days';

export const DELAY_CODES = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'] as const;
export type DelayCode = (typeof DELAY_CODES)[number];

/** Who answers for a delay once it is broken; a second person after the first for the contact cadence. */
export const DELAY_OWNERS = ['manager', 'track_lead', 'advisor'] as const;
export type DelayOwner = (typeof DELAY_OWNERS)[number];

/** What a clock waits for, as facts the commands record. */
export const CLOCK_MARKS = [
  'case_submitted',
  'two_way_contact',
  'case_decided',
  'case_accepted',
  'lead_assigned',
  'assessment_delivered',
  'plan_sent',
  'case_activated',
  'company_message',
  'message_answered',
  'milestone_submitted',
  'milestone_decided',
  'review_started',
  'questionnaire_settled',
] as const;
export type ClockMark = (typeof CLOCK_MARKS)[number];

/** A promised delay in working days, with the day of its first warning. Targets are settings of a programme. */
export type DelayRule = {
  code: DelayCode;
  startsAt: ClockMark;
  stopsAt: ClockMark;
  targetDays: number;
  alertDays: number;
  breachGoesTo: readonly DelayOwner[];
};

/** Default delays of a programme. (`docs/domain.md §6.4`) */
export const DEFAULT_DELAY_RULES: readonly DelayRule[] = [
  { code: 'C1', startsAt: 'case_submitted', stopsAt: 'two_way_contact', targetDays: 5, alertDays: 3, breachGoesTo: ['manager'] },
  { code: 'C2', startsAt: 'case_submitted', stopsAt: 'case_decided', targetDays: 15, alertDays: 10, breachGoesTo: ['manager'] },
  { code: 'C3', startsAt: 'case_accepted', stopsAt: 'lead_assigned', targetDays: 3, alertDays: 2, breachGoesTo: ['manager'] },
  { code: 'C4', startsAt: 'lead_assigned', stopsAt: 'assessment_delivered', targetDays: 30, alertDays: 24, breachGoesTo: ['track_lead'] },
  { code: 'C5', startsAt: 'plan_sent', stopsAt: 'case_activated', targetDays: 15, alertDays: 10, breachGoesTo: ['advisor'] },
  {
    code: 'C6',
    startsAt: 'two_way_contact',
    stopsAt: 'two_way_contact',
    targetDays: 30,
    alertDays: 22,
    breachGoesTo: ['advisor', 'track_lead'],
  },
  { code: 'C7', startsAt: 'company_message', stopsAt: 'message_answered', targetDays: 3, alertDays: 2, breachGoesTo: ['advisor'] },
  { code: 'C8', startsAt: 'milestone_submitted', stopsAt: 'milestone_decided', targetDays: 5, alertDays: 3, breachGoesTo: ['advisor'] },
  { code: 'C9', startsAt: 'review_started', stopsAt: 'questionnaire_settled', targetDays: 10, alertDays: 7, breachGoesTo: ['advisor'] },
];

export function delayRule(code: DelayCode, rules: readonly DelayRule[] = DEFAULT_DELAY_RULES): DelayRule {
  const rule = rules.find((candidate) => candidate.code === code);
  if (!rule) throw new RangeError(`No delay rule ${code}`);
  return rule;
}

/** Why a clock stands still. */
export const PAUSE_CAUSES = ['case_on_hold', 'waiting_on_company', 'waiting_on_funder'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

/** A pause from one day to another; `untilOn` null while it lasts. */
export type Pause = { cause: PauseCause; fromOn: LocalDate; untilOn: LocalDate | null };

/** Kinds of contact that may stop C1 and renew C6, in the order the composer offers them. */
export const CONTACT_KINDS = ['meeting', 'visit', 'call', 'message', 'email'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** True for a contact in which both sides spoke: a meeting or visit, a call with a named contact, a message or e-mail the company answered. A voicemail is not. (`docs/domain.md §6.4`) */
export function isTwoWayContact(contact: { kind: string; hasNamedContact: boolean; wasAnswered: boolean; isVoicemail: boolean }): boolean {
  if (contact.isVoicemail) return false;
  if (contact.kind === 'meeting' || contact.kind === 'visit') return true;
  if (contact.kind === 'call') return contact.hasNamedContact;
  return (contact.kind === 'message' || contact.kind === 'email') && contact.wasAnswered;
}

export type ClockDates = { startedOn: LocalDate; alertOn: LocalDate; dueOn: LocalDate; isPaused: boolean };

/**
 * The days on which a clock warns and ends, working days of past pauses added. While a pause lasts, the days are those it would have
 * if the pause ended on `today`. (`docs/domain.md §6.4`)
 */
export function clockDates(
  rule: Pick<DelayRule, 'targetDays' | 'alertDays'>,
  startedAt: Date | LocalMoment,
  options: { pauses?: readonly Pause[]; today?: LocalDate; calendar?: WorkingCalendar } = {},
): ClockDates {
  const { pauses = [], today, calendar } = options;
  const startedOn = receivedOn(startedAt, calendar);
  const paused = pausedWorkingDays(pauses, startedOn, today, calendar);
  return {
    startedOn,
    alertOn: addWorkingDays(startedOn, rule.alertDays + paused, calendar),
    dueOn: addWorkingDays(startedOn, rule.targetDays + paused, calendar),
    isPaused: pauses.some((pause) => pause.untilOn === null),
  };
}

/** Working days spent in pauses after a start; overlapping pauses count once. */
function pausedWorkingDays(
  pauses: readonly Pause[],
  startedOn: LocalDate,
  today: LocalDate | undefined,
  calendar?: WorkingCalendar,
): number {
  let total = 0;
  let countedTo = startedOn;
  for (const pause of [...pauses].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    const until = pause.untilOn ?? today ?? pause.fromOn;
    const from = laterOf(pause.fromOn, countedTo);
    if (until <= from) continue;
    total += workingDaysBetween(from, until, calendar);
    countedTo = until;
  }
  return total;
}

export const CLOCK_STATES = ['running', 'alert', 'broken', 'paused', 'kept', 'missed'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** How a clock stands on a day: the due day itself is still in time. `stoppedOn` is the day its stop was received. */
export function clockState(dates: ClockDates, today: LocalDate, stoppedOn: LocalDate | null = null): ClockState {
  if (stoppedOn !== null) return stoppedOn <= dates.dueOn ? 'kept' : 'missed';
  if (dates.isPaused) return 'paused';
  if (today > dates.dueOn) return 'broken';
  return today >= dates.alertOn ? 'alert' : 'running';
}
