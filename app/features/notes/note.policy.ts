import { type ActorFacts, isLeadOf } from '~/features/cases/case-actor';

type NoteFacts = { authorId: string; state: 'draft' | 'published' };

/** Staff who work on cases and see this one; a director reads. */
export function mayWriteNote(actor: ActorFacts): boolean {
  return actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');
}

/** A note's words stay its author's. */
export function mayEditNote(actor: ActorFacts, note: NoteFacts): boolean {
  return mayWriteNote(actor) && note.authorId === actor.personId;
}

/** Sharing with the company is the act of the author, or of the case's lead. (`docs/domain.md §9.5`) */
export function mayShareNote(actor: ActorFacts, note: NoteFacts): boolean {
  return mayWriteNote(actor) && note.state === 'published' && (note.authorId === actor.personId || isLeadOf(actor));
}
