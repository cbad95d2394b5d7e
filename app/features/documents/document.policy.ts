import type { ActorFacts } from '~/features/cases/case-actor';
import type { DocumentSide } from './document';

type Held = { side: DocumentSide; uploadedById: string };

const isWorking = (actor: ActorFacts) => actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');

/** Staff who work on cases, and the company's leader; a director reads. */
export function mayAddDocument(actor: ActorFacts): boolean {
  return isWorking(actor) || actor.roles.includes('leader');
}

/** A new version comes from the side that gave the first. */
export function mayReplaceDocument(actor: ActorFacts, document: Held): boolean {
  return document.side === 'company' ? actor.roles.includes('leader') : isWorking(actor);
}

/** Whoever added it, the lead and managers for the team's; a leader for the company's. */
export function mayWithdrawDocument(actor: ActorFacts, document: Held): boolean {
  if (document.side === 'company') return actor.roles.includes('leader');
  return isWorking(actor) && (document.uploadedById === actor.personId || actor.isLead || actor.roles.includes('manager'));
}
