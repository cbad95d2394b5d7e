import type { Actor } from '~/access/actor';
import type { Viewer } from './page-frame';
import { readsAudit, sectionsOf } from './sections';

/** What the page frame shows of the signed-in person. */
export function viewerOf(actor: Actor, at: Date): Viewer {
  const { givenName, familyName, email, audience, clusterName, isDemo, spaces, viewing, endsAt, companies } = actor;
  return {
    givenName,
    familyName,
    email,
    audience,
    clusterName,
    isDemo,
    // A choice of clusters or of companies is made on the same page.
    spaces: Math.max(spaces, companies.length),
    companies: companies.map(({ id, name }) => ({ id, name })),
    viewing: viewing?.name ?? null,
    sections: actor.owesFactor ? [] : sectionsOf(actor),
    readsAudit: !actor.owesFactor && readsAudit(actor),
    secondsLeft: Math.max(0, Math.round((Date.parse(endsAt) - at.getTime()) / 1000)),
  };
}
