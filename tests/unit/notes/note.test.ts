import { describe, expect, test } from 'vitest';
import { mayShareItem } from '~/features/confidentiality/confidential-item.policy';
import { isTwoWayNote, minutesRefusal, type NoteContact, noteDateRefusal } from '~/features/notes/note';
import { mayEditNote, mayWriteNote } from '~/features/notes/note.policy';
import { everyone } from '../cases/case-facts';

const contact = (changes: Partial<NoteContact>): NoteContact => ({
  kind: 'internal',
  contactId: null,
  isVoicemail: false,
  wasAnswered: false,
  ...changes,
});

describe('a contact in which both sides spoke (domain.md §6.4)', () => {
  test.each([
    ['a meeting', contact({ kind: 'meeting' }), true],
    ['a visit', contact({ kind: 'visit' }), true],
    ['a call with somebody named', contact({ kind: 'call', contactId: 'x' }), true],
    ['a call with nobody named', contact({ kind: 'call' }), false],
    ['a voicemail', contact({ kind: 'call', contactId: 'x', isVoicemail: true }), false],
    ['an e-mail sent', contact({ kind: 'email', contactId: 'x' }), false],
    ['an e-mail the company answered', contact({ kind: 'email', wasAnswered: true }), true],
    ['an internal note', contact({ kind: 'internal', wasAnswered: true, contactId: 'x' }), false],
    ['a meeting, whatever the voicemail box says', contact({ kind: 'meeting', isVoicemail: true }), true],
  ])('%s', (_, note, expected) => expect(isTwoWayNote(note)).toBe(expected));
});

test('a day ends: no note of tomorrow once published, no more than 24 hours', () => {
  expect(noteDateRefusal({ isDraft: false, happenedOn: '2026-11-25' }, '2026-11-24')).toBe('future_date');
  expect(noteDateRefusal({ isDraft: false, happenedOn: '2026-11-24' }, '2026-11-24')).toBeNull();
  expect(noteDateRefusal({ isDraft: true, happenedOn: '2026-12-25' }, '2026-11-24')).toBeNull();
  expect(minutesRefusal(1440, 0)).toBeNull();
  expect(minutesRefusal(1, 1440)).toBe('too_many_minutes');
  expect(minutesRefusal(null, 9999)).toBeNull();
});

test('who writes, corrects and shares', () => {
  const may = (rule: (actor: (typeof everyone)['lead']) => boolean) =>
    Object.entries(everyone).flatMap(([name, actor]) => (rule(actor) ? [name] : []));
  expect(may(mayWriteNote)).toEqual(['lead', 'otherAdvisor', 'trackLead', 'manager']);
  const others = { authorId: 'other', state: 'published' as const };
  expect(may((actor) => mayEditNote(actor, others))).toEqual(['otherAdvisor']);
  expect(may((actor) => mayShareItem(actor, { authorId: 'other', isDraft: false }))).toEqual(['lead', 'otherAdvisor']);
  expect(may((actor) => mayShareItem(actor, { authorId: 'other', isDraft: true }))).toEqual([]);
});
