import type { MessageRef } from '~/i18n/subjects';
import type { NoteRefusal } from './note';

export const NOTE_REFUSED: Record<NoteRefusal, MessageRef> = {
  future_date: 'notes:refused.future_date',
  too_many_minutes: 'notes:refused.too_many_minutes',
  unknown_contact: 'notes:refused.unknown_contact',
  unknown_reader: 'privacy:refused.unknown_reader',
};
