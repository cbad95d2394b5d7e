import { editNote } from '~/features/notes/edit-note.server';
import { writeNote } from '~/features/notes/write-note.server';
import { AT, type CommandRow, note, version } from './command-scene';

export const NOTE_COMMANDS: Record<string, CommandRow> = {
  editNote: { state: 'active', run: (tx, actor, { ids }) => editNote(tx, actor, ids.notes, { ...note, version }, AT) },
  writeNote: {
    state: 'active',
    run: (tx, actor, { caseId }) => writeNote(tx, actor, caseId, { ...note, audience: 'team', readerIds: [] }, AT),
  },
};
