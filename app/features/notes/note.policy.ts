import type { ActorFacts } from '~/features/cases/case-actor';

type NoteFacts = { authorId: string; state: 'draft' | 'published' };

/** Staff who work on cases and see this one; a director reads. */
export function mayWriteNote(actor: ActorFacts): boolean {
  return actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');
}

/** A note's words stay its author's. */
export function mayEditNote(actor: ActorFacts, note: NoteFacts): boolean {
  return mayWriteNote(actor) && note.authorId === actor.personId;
}
