import { type Actor, hasRole, readsOpenedCases } from '~/access/actor';

export type Section = 'opened' | 'cases' | 'companies' | 'projects' | 'register' | 'impact' | 'load' | 'plan' | 'admin';

/** The sections of the top bar, in order. A company's people have one page, hence no menu. */
export function sectionsOf(actor: Pick<Actor, 'audience' | 'roles'>): Section[] {
  const administers = hasRole(actor as Actor, 'admin') ? (['admin'] as const) : [];
  // Who leads a company and reads an opened case has two pages.
  if (actor.audience === 'company') return actor.roles.includes('leader') && readsOpenedCases(actor) ? ['plan', 'opened'] : [];
  if (actor.audience !== 'staff') return actor.audience === 'admin' ? [...administers] : [];
  const sees = (...roles: Parameters<typeof hasRole>[1][]) => hasRole(actor as Actor, ...roles);
  return [
    'cases',
    'companies',
    'projects',
    ...(sees('manager') ? (['register'] as const) : []),
    ...(sees('manager', 'director') ? (['impact'] as const) : []),
    ...(sees('advisor', 'manager', 'director') ? (['load'] as const) : []),
    ...administers,
  ];
}

/** Who answers for a programme reads its trail: from the menu of the account, the bar is full. */
export function readsAudit(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor as Actor, 'manager', 'director');
}

/** Where a person lands after sign-in. */
export function landingOf(actor: Pick<Actor, 'audience' | 'roles' | 'companies'>): string {
  if (actor.audience === 'staff') return hasRole(actor as Actor, 'advisor', 'track_lead', 'manager') ? '/cases' : '/impact';
  if (actor.audience === 'admin') return '/admin/people';
  if (actor.companies.length > 0) return '/plan';
  return readsOpenedCases(actor) ? '/opened' : '/welcome';
}
