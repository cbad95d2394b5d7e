import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { consents } from '../../../db/schema/privacy';
import { CONSENT_TEXTS, type ConsentPurpose } from './consent';
import { mayConsent } from './privacy.policy';

type About = { companyId: string; purpose: ConsentPurpose };

/** A leader agrees, for their company, to one use: the proof is the text, its digest, the person and the time. (docs/domain.md §9.2) */
export async function giveConsent(tx: Tx, actor: Actor, { companyId, purpose }: About, at: Date): Promise<Result<null, 'not_found'>> {
  if (!mayConsent(actor, companyId)) return refuse('not_found');
  const text = CONSENT_TEXTS[purpose];
  const [given] = await tx
    .insert(consents)
    .values({
      clusterId: actor.clusterId,
      companyId,
      purpose,
      textVersion: text.version,
      textSha256: createHash('sha256').update(`${text.fr}\n${text.en}`).digest('hex'),
      givenAt: at.toISOString(),
      givenById: actor.personId,
    })
    .onConflictDoNothing()
    .returning({ id: consents.id });
  // Another leader was quicker: it stands as they gave it.
  if (!given) return done(null);
  const facts = { purpose, textVersion: text.version };
  await recordEvent(tx, actor, 'consent.given', { subject: ['consent', given.id], companyId, confidentiality: 'company', facts });
  return done(null);
}

/** A leader takes back what their company agreed to: from then on nobody reads that it does. */
export async function withdrawConsent(tx: Tx, actor: Actor, { companyId, purpose }: About, at: Date): Promise<Result<null, 'not_found'>> {
  if (!mayConsent(actor, companyId)) return refuse('not_found');
  const [withdrawn] = await tx
    .update(consents)
    .set({ withdrawnAt: at.toISOString(), withdrawnById: actor.personId })
    .where(
      and(
        eq(consents.clusterId, actor.clusterId),
        eq(consents.companyId, companyId),
        eq(consents.purpose, purpose),
        isNull(consents.withdrawnAt),
      ),
    )
    .returning({ ...wasAndIs, id: consents.id });
  if (!withdrawn) return done(null);
  const { facts, texts } = changes(withdrawn);
  await recordEvent(tx, actor, 'consent.withdrawn', {
    subject: ['consent', withdrawn.id],
    companyId,
    confidentiality: 'company',
    facts: { purpose, ...facts },
    texts,
  });
  return done(null);
}
