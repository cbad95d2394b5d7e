import { type Actor, hasRole, isStaff, leadsCompany } from '~/access/actor';
import { SATISFACTION_METRIC } from './satisfaction';
import { type FigureActor, mayDeclare } from './trust';

/** What the rules of trust look at: a leader counts as one only for their own company, and only managers answer for the cluster itself (null). */
export function figureActor(actor: Actor, companyId: string | null): FigureActor {
  if (companyId === null) return { personId: actor.personId, roles: actor.roles.filter((role) => role === 'manager') };
  const roles = actor.roles.filter((role) => (role === 'leader' || role === 'collaborator' ? leadsCompany(actor, companyId) : true));
  return { personId: actor.personId, roles };
}

/** Figures of a company, or of the cluster itself (null), in general, or one of them. */
type OfSubject = { companyId: string | null; metric?: string };

/** The company's leader, or staff for the company (traced as such). */
export function mayDeclareFigure(actor: Actor, { companyId, metric }: OfSubject): boolean {
  return mayDeclare(figureActor(actor, companyId)) && mayAlter(actor, { companyId, metric });
}

/** Satisfaction is the leader's own answer: those it judges neither write another nor call it false. */
export function mayAlter(actor: Actor, { companyId, metric }: OfSubject): boolean {
  return metric !== SATISFACTION_METRIC || (companyId !== null && leadsCompany(actor, companyId));
}

/** A frozen reference value is the manager's to correct, with a reason. (`docs/domain.md §4.1`) */
export function mayCorrectBaseline(actor: Actor): boolean {
  return isStaff(actor) && hasRole(actor, 'manager');
}

export function mayAnswerSatisfaction(actor: Actor, companyId: string): boolean {
  return leadsCompany(actor, companyId);
}

/** The cluster's figures of itself are read by those who read its contract. */
export function mayReadClusterFigures(actor: Actor): boolean {
  return hasRole(actor, 'manager', 'director');
}
