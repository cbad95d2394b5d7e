import { worksOnCase } from '~/features/cases/case.policy';
import type { ActorFacts } from '~/features/cases/case-actor';
import type { GrantKind } from './case-grant';

/** Who leads a case, or a manager, opens it to an expert; a company's leader to its collaborators: each ends what its own side opened. */
export function mayOpenCaseTo(actor: ActorFacts, kind: GrantKind): boolean {
  return kind === 'expert' ? worksOnCase(actor) : actor.roles.includes('leader');
}

/** What the page of those a case is opened to offers this person: the kind they may open it to, if any. */
export function kindOpenedBy(actor: ActorFacts): GrantKind {
  return actor.roles.includes('leader') ? 'collaborator' : 'expert';
}
