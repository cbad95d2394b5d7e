import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { ItemClass } from '~/features/programmes/confidentiality';
import { newId } from '~/platform/id.server';
import { events, eventTexts } from '../../../db/schema/history';
import type { EventKind } from './event';

export type Recorded = {
  subject: [kind: string, id: string];
  companyId?: string | undefined;
  caseId?: string | undefined;
  /** Who may read it: both sides, the team alone (the default), or whoever reads the restricted thing it tells of. */
  confidentiality?: ItemClass | 'admin';
  onBehalfOfId?: string | undefined;
  /** Ids, codes, dates and numbers. */
  facts?: Record<string, string | number | boolean | null>;
  /** Words of people: kept apart, erasable, while the event keeps their salted digest. */
  texts?: Record<string, string | null | undefined>;
};

/** A person, a job, or an import that nobody made in person. */
type Author = Pick<Actor, 'clusterId'> & ({ personId: string } | { personId: null; isJob?: true });

/** Appends what just happened, in the transaction that made it happen; returns the event's id. */
export async function recordEvent(tx: Tx, actor: Author, kind: EventKind, recorded: Recorded): Promise<string> {
  const [id] = await recordEvents(tx, actor, kind, [recorded]);
  return id as string;
}

/** The same of several things at once, an event each. */
export async function recordEvents(tx: Tx, actor: Author, kind: EventKind, several: readonly Recorded[]): Promise<string[]> {
  const told = several.map((recorded) => ({ recorded, ...withTexts(actor, recorded) }));
  if (told.length === 0) return [];
  await tx.insert(events).values(
    told.map(({ recorded, id, digests }) => ({
      clusterId: actor.clusterId,
      id,
      kind,
      actorId: actor.personId,
      ...wayOf(actor),
      onBehalfOfId: recorded.onBehalfOfId,
      companyId: recorded.companyId,
      caseId: recorded.caseId,
      subjectKind: recorded.subject[0],
      subjectId: recorded.subject[1],
      confidentiality: recorded.confidentiality ?? ('team' as const),
      facts: { ...recorded.facts, ...digests },
    })),
  );
  const texts = told.flatMap((one) => one.texts);
  if (texts.length > 0) await tx.insert(eventTexts).values(texts);
  return told.map(({ id }) => id);
}

function wayOf(actor: Author): { actorKind: 'person' | 'job' | 'import'; channel: string } {
  if (actor.personId !== null) return { actorKind: 'person', channel: 'web' };
  return actor.isJob ? { actorKind: 'job', channel: 'job' } : { actorKind: 'import', channel: 'command' };
}

function withTexts(actor: Author, recorded: Recorded) {
  const id = newId();
  const texts = Object.entries(recorded.texts ?? {}).flatMap(([field, body]) => {
    const salt = randomBytes(12).toString('base64url');
    return body ? [{ clusterId: actor.clusterId, eventId: id, field, salt, body }] : [];
  });
  const digests = texts.map(({ field, salt, body }) => [
    `${field}_digest`,
    createHash('sha256')
      .update(salt + body)
      .digest('base64url'),
  ]);
  return { id, texts, digests: Object.fromEntries(digests) as Record<string, string> };
}
