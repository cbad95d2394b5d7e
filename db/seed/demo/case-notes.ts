import type { CaseMood } from './block-plan';
import { Decks } from './case-decks';
import type { CaseFile } from './case-file';
import { noteWords } from './words/note-slots';
import { CHASERS, CONTENT, ENGLISH, heardBy, INTERNAL, INTERNAL_ENGLISH, NEXT_STEPS, type NotePhase, OPENERS, STEPS } from './words/notes';
import { phrase, type Slots, type Words } from './words/phrase';
import { STORY_NOTES } from './words/story-notes';
import { SUPPORT } from './words/support-notes';

/** Working days between two contacts of a case: median, spread. (`docs/domain.md §10.3`) */
const NOTE_EVERY = 4.6;
const NOTE_SPREAD = 0.6;
const MOST_NOTES = 90;
/** After the review people are called about once a month. */
const FOLLOW_UP_PACE = 4;
/** Working days since anybody of the company was heard, at least and at most, when a case drifts or is in trouble. */
const SILENCES: Partial<Record<CaseMood, readonly [number, number]>> = { drifting: [42, 52], in_trouble: [52, 68] };

/** Notes of a case from the first contact on, a few of them the team's own. */
export function writeNotes(file: CaseFile, slots: Slots): void {
  const { story, chance, space } = file;
  const decks = new Decks(file);
  const silence = SILENCES[file.spec.mood ?? 'calm'];
  const lastHeard = silence ? space.clock.today - chance.int(...silence) : file.lastDay;
  let day = story.contact;
  for (let count = 0; day <= lastHeard && count < MOST_NOTES; count++) {
    const isFirst = count === 0;
    if (file.stateOn(day) !== 'on_hold' || isFirst) {
      const kind = isFirst ? chance.pick(['call', 'visit', 'meeting'] as const) : chance.weighted(KINDS);
      writeNote(file, slots, decks, { day, kind, isFirst });
      if (chance.happens(INTERNAL_SHARE) && file.reached(day + 1))
        writeNote(file, slots, decks, { day: day + 1, kind: 'internal', isFirst: false });
    }
    const pace = file.stateOn(day) === 'follow_up' ? FOLLOW_UP_PACE : 1;
    day += Math.max(2, Math.round(chance.lognormal(NOTE_EVERY, NOTE_SPREAD) * pace));
  }
  // The advisor goes on asking.
  for (let asked = lastHeard + 9; silence && asked <= space.clock.today && asked > story.contact; asked += chance.int(9, 14))
    writeNote(file, slots, decks, { day: asked, kind: 'email', isFirst: false, isChaser: true });
}

const KINDS = [['call', 45], ['email', 30], ['visit', 15], ['meeting', 10]] as const; // biome-ignore format: one line
/** Beside the contacts, what the team tells itself. */
const INTERNAL_SHARE = 0.16;
const ENGLISH_SHARE = 0.15;

type NoteKind = 'call' | 'email' | 'visit' | 'meeting' | 'internal';
/** A chaser is a message nobody answered. */
type NewNote = { day: number; kind: NoteKind; isFirst: boolean; isChaser?: boolean };

function writeNote(file: CaseFile, slots: Slots, decks: Decks, { day, kind, isFirst, isChaser = false }: NewNote): void {
  const { chance, space, spec, story, company } = file;
  const author = day >= story.assigned && !(story.cut === story.decided) ? spec.lead : spec.taker;
  const isTwoWay = !isChaser && (isFirst || (kind !== 'internal' && (kind === 'visit' || kind === 'meeting' || chance.happens(0.8))));
  const sentOn = story.refusedPlan?.sent ?? story.sent;
  const isShared = kind !== 'internal' && day > sentOn && chance.happens(0.38);
  const at = file.between(day, isFirst ? 10 : 9, isFirst ? 11 : 18);
  const id = file.keys.at(at);
  const contact = company.contacts.length > 0 && chance.happens(0.55) ? chance.pick(company.contacts) : company.leader;
  const words = noteWords(slots, { file, day, met: contact });
  const body = isChaser ? phrase(chance, decks.draw('chaser', CHASERS), words) : noteBody(file, words, decks, day, kind);
  file.batch.add('notes', {
    ...{ clusterId: space.clusterId, id, caseId: file.id, companyId: company.id, authorId: author.id, authorTeamId: author.teamId, kind },
    ...{ state: 'published', confidentiality: isShared ? 'company' : 'team', isTwoWay, contactId: kind === 'internal' ? null : contact.id },
    ...{
      happenedOn: file.date(day),
      minutes: kind === 'email' || kind === 'internal' ? null : chance.pick([10, 15, 20, 25, 30, 45, 60, 90]),
      body,
    },
    ...{ version: isShared ? 2 : 1, createdAt: at, updatedAt: at },
  });
  const subject: ['note', string] = ['note', id];
  const isSharedAtOnce = isShared && chance.happens(0.6);
  file.tell({
    at,
    kind: 'note.written',
    actorId: author.id,
    subject,
    isShared: isSharedAtOnce,
    facts: { kind, two_way: isTwoWay, on: file.date(day) },
  });
  if (isShared && !isSharedAtOnce) {
    const sharedAt = new Date(Date.parse(at) + chance.int(2, 40) * 60_000).toISOString();
    file.tell({ at: sharedAt, kind: 'note.shared', actorId: author.id, subject, isShared: true, facts: { from: 'team', to: 'company' } });
  }
}

function noteBody(file: CaseFile, words: Words, decks: Decks, day: number, kind: NoteKind): string {
  const { chance, spec } = file;
  const phase = phaseOn(file, day);
  const write = (deck: string, patterns: readonly string[]) => phrase(chance, decks.draw(deck, patterns), words);
  // Before a plan there is no milestone to speak of.
  const isEarly = phase === 'opening';
  const some = (deck: string, patterns: readonly string[]) => {
    const fitting = heardBy(kind, isEarly ? patterns.filter((one) => !one.includes('{step')) : patterns);
    return Array.from({ length: chance.int(1, 2) }, () => write(`${deck} ${kind} ${isEarly}`, fitting)).join(' ');
  };
  const isEnglish = chance.happens(spec.company.writesEnglish ? 0.75 : ENGLISH_SHARE);
  if (kind === 'internal') return isEnglish ? some('english', INTERNAL_ENGLISH) : some('french', INTERNAL);
  if (isEnglish) return some('english', ENGLISH);
  const content = heardBy(kind, phase === 'support' ? [...SUPPORT[spec.track], ...STEPS] : CONTENT[phase]);
  const parts: string[] = [];
  if (chance.happens(0.38)) parts.push(write(kind, OPENERS[kind]));
  if (spec.story && phase === 'support' && chance.happens(0.3)) parts.push(write('story', STORY_NOTES[spec.story]));
  else parts.push(write(phase, content));
  if (chance.happens(0.35)) parts.push(write(phase, content));
  if (chance.happens(0.36)) parts.push(write('next', NEXT_STEPS));
  return parts.join(' ');
}

function phaseOn(file: CaseFile, day: number): NotePhase {
  const { story } = file;
  if (day < story.assigned) return 'opening';
  const sentOn = story.refusedPlan?.sent ?? story.sent;
  if (day < sentOn - 6) return 'assessing';
  if (day < story.signed) return 'planning';
  if (day < story.reviewing) return 'support';
  return day < story.followUp ? 'review' : 'follow_up';
}
