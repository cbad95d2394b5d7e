import { isTwoWayContact } from '~/features/programmes/delay-rule';
import type { LocalDate } from '~/features/programmes/paris-date';

export const NOTE_KINDS = ['meeting', 'call', 'visit', 'email', 'internal'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export const MINUTES_A_DAY = 1440;
export const NOTE_MAX_LENGTH = 20_000;

export const NOTE_REFUSALS = ['future_date', 'too_many_minutes', 'unknown_contact', 'unknown_reader'] as const;
export type NoteRefusal = (typeof NOTE_REFUSALS)[number];

export type NoteContact = { kind: NoteKind; contactId: string | null; isVoicemail: boolean; wasAnswered: boolean };

/** Whether both sides spoke: it stops the first-contact clock and renews the cadence. (`docs/domain.md §6.4`) */
export function isTwoWayNote({ kind, contactId, isVoicemail, wasAnswered }: NoteContact): boolean {
  return isTwoWayContact({ kind, hasNamedContact: contactId !== null, isVoicemail: kind === 'call' && isVoicemail, wasAnswered });
}

/** A published note tells what happened: never in the future. A draft may plan. */
export function noteDateRefusal(note: { isDraft: boolean; happenedOn: LocalDate }, today: LocalDate): NoteRefusal | null {
  return !note.isDraft && note.happenedOn > today ? 'future_date' : null;
}

/** A person's notes of one day hold 24 hours at most. (A8) */
export function minutesRefusal(minutes: number | null, otherMinutesThatDay: number): NoteRefusal | null {
  return minutes !== null && otherMinutesThatDay + minutes > MINUTES_A_DAY ? 'too_many_minutes' : null;
}
