import { type Actor, hasRole, isStaff, leadsCompany } from '~/access/actor';
import { SATISFACTION_METRIC } from './satisfaction';
import { type FigureActor, mayDeclare } from './trust';

/** What the rules of trust look at: a leader counts as one only for their own company. */
export function figureActor(actor: Actor, companyId: string): FigureActor {
  const roles = actor.roles.filter((role) => (role === 'leader' || role === 'collaborator' ? leadsCompany(actor, companyId) : true));
  return { personId: actor.personId, roles };
}

/** Figures of a company in general, or one of them. */
type OfCompany = { companyId: string; metric?: string };

/** The company's leader, or staff for the company (traced as such). */
export function mayDeclareFigure(actor: Actor, { companyId, metric }: OfCompany): boolean {
  return mayDeclare(figureActor(actor, companyId)) && mayAlter(actor, { companyId, metric });
}

/** Satisfaction is the leader's own answer: those it judges neither write another nor call it false. */
export function mayAlter(actor: Actor, { companyId, metric }: OfCompany): boolean {
  return metric !== SATISFACTION_METRIC || leadsCompany(actor, companyId);
}

/** A frozen reference value is the manager's to correct, with a reason. (`docs/domain.md §4.1`) */
export function mayCorrectBaseline(actor: Actor): boolean {
  return isStaff(actor) && hasRole(actor, 'manager');
}

export function mayAnswerSatisfaction(actor: Actor, companyId: string): boolean {
  return leadsCompany(actor, companyId);
}
