import type { Actor } from '~/access/actor';

/** People correct their own name and number; who may only read changes nothing, their administrator does. */
export function mayEditOwnProfile({ audience, roles }: Pick<Actor, 'audience' | 'roles'>): boolean {
  return audience === 'company' || roles.some((role) => ['advisor', 'track_lead', 'manager', 'admin'].includes(role));
}
