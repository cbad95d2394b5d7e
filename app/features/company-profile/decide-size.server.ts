import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result, refuse } from '~/platform/result';
import { computedSize, sizesOn } from './annual-figures';
import { mayKeepProfile } from './company-profile.policy';
import { readCompanyRecords } from './company-profile.queries.server';
import type { OverrideSizeInput } from './decide-size.schema';
import { findKeptCompany } from './find-kept-company.server';
import { writeProfile } from './write-profile.server';

type Decided<R extends string = never> = Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | R>;

/** Keeps another size than the computed one, with its reason; the computed one stays beside it. (`docs/domain.md §2.3`) */
export async function overrideSize(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version, ...input }: OverrideSizeInput,
  now: Date,
): Promise<Decided> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  const isWritten = await writeProfile(tx, actor, found.before, version, {
    codes: { sizeCategory: input.size, sizeOverride: input.size, sizeOverrideById: actor.personId, sizeOverrideAt: now.toISOString() },
    words: { sizeOverrideReason: input.reason, sizeOverrideEvidence: input.evidence },
  });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}

export const KEEP_COMPUTED_SIZE_REFUSALS = { no_computed_size: 'profile:refused.no_computed_size' } as const;

/** Takes the size the rule gives today, ending an override. */
export async function keepComputedSize(
  tx: Tx,
  actor: Actor,
  companyId: string,
  { version }: { version: number },
  today: string,
): Promise<Decided<keyof typeof KEEP_COMPUTED_SIZE_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayKeepProfile(actor, found)) return refuse('not_allowed');
  const size = computedSize(sizesOn(await readCompanyRecords(tx, actor, companyId), today));
  if (size === null) return refuse('no_computed_size');
  const isWritten = await writeProfile(tx, actor, found.before, version, {
    codes: { sizeCategory: size, sizeOverride: null, sizeOverrideById: null, sizeOverrideAt: null },
    words: { sizeOverrideReason: null, sizeOverrideEvidence: null },
  });
  return isWritten ? done({ companyId }) : refuse('changed_meanwhile');
}
