import { z } from 'zod';
import { ITEM_CLASSES } from '~/features/programmes/confidentiality';
import { checkbox, isoDate, oneOf, optionally, optionalWholeNumber, requiredText, uuid, version } from '~/ui/forms/schema-parts';
import { MOST_NAMED_READERS } from '../confidentiality/confidential-item';
import { MINUTES_A_DAY, NOTE_KINDS, NOTE_MAX_LENGTH } from './note';

const fields = {
  kind: oneOf(NOTE_KINDS),
  happenedOn: isoDate(),
  minutes: optionalWholeNumber({ min: 0, max: MINUTES_A_DAY }),
  contactId: optionally(uuid()),
  isVoicemail: checkbox(),
  wasAnswered: checkbox(),
  body: requiredText({ max: NOTE_MAX_LENGTH }),
  /** Which of the two buttons was pressed. */
  keep: oneOf(['publish', 'draft']).optional(),
};

export const writeNoteSchema = z.object({ ...fields, audience: oneOf(ITEM_CLASSES), readerIds: z.array(uuid()).max(MOST_NAMED_READERS) });
export const editNoteSchema = z.object({ ...fields, version: version() });

export type WriteNoteInput = z.output<typeof writeNoteSchema>;
export type EditNoteInput = z.output<typeof editNoteSchema>;
