import type { Actor } from '~/access/actor';

/** The company a leader's page is about: the one named in the address, else their first; null when it is not theirs. */
export function ledCompany(actor: Pick<Actor, 'companies'>, url: string): { id: string; name: string } | null {
  const named = new URL(url).searchParams.get('company');
  return (named === null ? actor.companies[0] : actor.companies.find(({ id }) => id === named)) ?? null;
}
