import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { formatsFor } from '~/i18n/format';
import { newId } from '~/platform/id.server';
import { done, type Refusal, type Result, refuse } from '~/platform/result';
import { aidGrants } from '../../../db/schema/company-records';
import { findKeptCompany } from '../company-profile/find-kept-company.server';
import { recordEvent } from '../history/record-event.server';
import { wholeValidity } from '../instruments/instrument';
import { listInstrumentVersions } from '../instruments/instruments.queries.server';
import { mayRecordAid } from './aid.policy';
import { findAid } from './aid.queries.server';
import { ruleOfAid } from './aid-instrument';
import type { CorrectAidInput, RecordAidInput } from './record-aid.schema';

export const RECORD_AID_REFUSALS = {
  future: 'aid:refused.future',
  instrument_unknown: 'aid:refused.instrument_unknown',
  not_yet_in_force: 'aid:refused.not_yet_in_force',
  no_longer_in_force: 'aid:refused.no_longer_in_force',
  rule_unknown: 'aid:refused.rule_unknown',
  rule_differs: 'aid:refused.rule_differs',
} as const;
type Reason = keyof typeof RECORD_AID_REFUSALS;

/** Fields beside which a refusal is said. */
export const RECORD_AID_FIELDS = {
  future: 'grantedOn',
  instrument_unknown: 'instrument',
  not_yet_in_force: 'instrument',
  no_longer_in_force: 'instrument',
  rule_unknown: 'rule',
  rule_differs: 'rule',
} as const satisfies Record<Reason, string>;

type Line = Omit<typeof aidGrants.$inferInsert, 'clusterId' | 'id' | 'companyId' | 'recordedById'>;

/** Adds a line to a company's aid: the day the right was granted, not the day it is paid. (`docs/domain.md §3.4`) */
export async function recordAid(
  tx: Tx,
  actor: Actor,
  companyId: string,
  input: RecordAidInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | Reason>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayRecordAid(actor, found)) return refuse('not_allowed');
  const settled = await settleLine(tx, actor, input, today);
  if (!settled.ok) return settled;
  const id = newId();
  const line = settled.value;
  await tx.insert(aidGrants).values({ ...line, clusterId: actor.clusterId, id, companyId, recordedById: actor.personId });
  await recordEvent(tx, actor, 'aid.recorded', {
    subject: ['aid_grant', id],
    companyId,
    confidentiality: 'company',
    facts: factsOf(line),
  });
  return done({ companyId });
}

/** Puts another line in the place of a wrong one, or strikes it: both stay, with the reason. */
export async function correctAid(
  tx: Tx,
  actor: Actor,
  { companyId, grantId }: { companyId: string; grantId: string },
  { reason, isStruck, ...input }: CorrectAidInput,
  today: string,
): Promise<Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | Reason>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayRecordAid(actor, found)) return refuse('not_allowed');
  const [wrong] = (await findAid(tx, actor, companyId, grantId)) ?? [];
  if (!wrong) return refuse('not_found');
  const { grantedOn, title, funder, instrumentCode, instrumentOther, isDeMinimis, grossGrantCents, evidence } = wrong;
  const asItWas: Line = { grantedOn, title, funder, instrumentCode, instrumentOther, isDeMinimis, grossGrantCents, evidence };
  const settled = isStruck ? done(asItWas) : await settleLine(tx, actor, input, today);
  if (!settled.ok) return settled;
  const id = newId();
  const [written] = await tx
    .insert(aidGrants)
    .values({
      ...settled.value,
      ...{
        clusterId: actor.clusterId,
        id,
        companyId,
        isStruck,
        correctsId: grantId,
        correctionReason: reason,
        recordedById: actor.personId,
      },
    })
    .onConflictDoNothing()
    .returning({ id: aidGrants.id });
  if (!written) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'aid.corrected', {
    subject: ['aid_grant', id],
    companyId,
    confidentiality: 'company',
    facts: { corrects: grantId, isStruck, ...factsOf(settled.value) },
    texts: { reason },
  });
  return done({ companyId });
}

function factsOf({ grantedOn, grossGrantCents, isDeMinimis, instrumentCode = null }: Line) {
  return { grantedOn, grossGrantCents, isDeMinimis, instrumentCode };
}

/** The line that a form means, with its rule; or why it can't be, in the words of its instrument. */
async function settleLine(
  tx: Tx,
  actor: Actor,
  { grossGrant, rule, ...input }: RecordAidInput,
  today: string,
): Promise<{ ok: true; value: Line } | Refusal<Reason>> {
  if (input.grantedOn > today) return refuse('future');
  const versions = input.instrumentCode === null ? null : await listInstrumentVersions(tx, actor, input.instrumentCode);
  const settled = ruleOfAid({ rule, grantedOn: input.grantedOn }, versions);
  if ('isDeMinimis' in settled) return done({ ...input, isDeMinimis: settled.isDeMinimis, grossGrantCents: grossGrant });
  const { date } = formatsFor(actor.locale);
  const { validFrom, validUntil } = wholeValidity(versions ?? []);
  return refuse(settled.refused, { from: validFrom ? date(validFrom) : '', until: validUntil ? date(validUntil) : '', rule });
}
