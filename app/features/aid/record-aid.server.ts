import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { aidGrants } from '../../../db/schema/company-records';
import { findKeptCompany } from '../company-profile/find-kept-company.server';
import { recordEvent } from '../history/record-event.server';
import { mayRecordAid } from './aid.policy';
import { findAid } from './aid.queries.server';
import type { CorrectAidInput, RecordAidInput } from './record-aid.schema';

export const RECORD_AID_REFUSALS = { future: 'aid:refused.future' } as const;

/** Adds a line to a company's aid: the day the right was granted, not the day it is paid. (`docs/domain.md §3.4`) */
export async function recordAid(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { grossGrant, ...input }: RecordAidInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | keyof typeof RECORD_AID_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayRecordAid(actor, found)) return refuse('not_allowed');
  if (input.grantedOn > today) return refuse('future');
  const id = newId();
  await tx
    .insert(aidGrants)
    .values({ clusterId: actor.clusterId, id, companyId, ...input, grossGrantCents: grossGrant, recordedById: actor.personId });
  await recordEvent(tx, actor, 'aid.recorded', {
    subject: ['aid_grant', id],
    companyId,
    confidentiality: 'company',
    facts: { grantedOn: input.grantedOn, grossGrantCents: grossGrant, isDeMinimis: input.isDeMinimis },
  });
  return done({ companyId });
}

/** Puts another line in the place of a wrong one, or strikes it: both stay, with the reason. */
export async function correctAid(
  tx: Tx,
  actor: Actor,
  { companyId, grantId }: { companyId: string; grantId: string },
  { grossGrant, reason, ...input }: CorrectAidInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof RECORD_AID_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayRecordAid(actor, found)) return refuse('not_allowed');
  if (!(await findAid(tx, actor, companyId, grantId))) return refuse('not_found');
  if (input.grantedOn > today) return refuse('future');
  const id = newId();
  const [written] = await tx
    .insert(aidGrants)
    .values({
      clusterId: actor.clusterId,
      id,
      companyId,
      ...input,
      grossGrantCents: grossGrant,
      correctsId: grantId,
      correctionReason: reason,
      recordedById: actor.personId,
    })
    .onConflictDoNothing()
    .returning({ id: aidGrants.id });
  if (!written) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'aid.corrected', {
    subject: ['aid_grant', id],
    companyId,
    confidentiality: 'company',
    facts: { corrects: grantId, grossGrantCents: grossGrant, isStruck: input.isStruck },
    texts: { reason },
  });
  return done({ companyId });
}
