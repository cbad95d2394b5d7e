import { z } from 'zod';
import { checkbox, isoDate, oneOf, optionally, optionalWholeNumber, requiredText, uuid, version } from '~/ui/forms/schema-parts';
import { MINUTES_A_DAY, NOTE_AUDIENCES, NOTE_KINDS, NOTE_MAX_LENGTH } from './note';

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

export const writeNoteSchema = z.object({ ...fields, audience: oneOf(NOTE_AUDIENCES) });
export const editNoteSchema = z.object({ ...fields, version: version() });
export const shareNoteSchema = z.object({ version: version() });

export type WriteNoteInput = z.output<typeof writeNoteSchema>;
export type EditNoteInput = z.output<typeof editNoteSchema>;
