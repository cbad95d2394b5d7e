import type { RefusalReason } from './case-reason';

/** The questions of the eligibility sheet, in the order of the form. (`docs/domain.md §6.2`) */
export const ELIGIBILITY_ITEMS = [
  'in_territory',
  'in_domain',
  'member_or_trial',
  'not_ceased',
  'sme_status_known',
  'no_conflict',
  'not_duplicate',
] as const;
export type EligibilityItem = (typeof ELIGIBILITY_ITEMS)[number];

/** What a refusal would say when the answer is no; a question without one is settled by finding out, not by refusing. */
export const ELIGIBILITY_REFUSALS: Record<EligibilityItem, RefusalReason | null> = {
  in_territory: 'out_of_territory',
  in_domain: 'out_of_scope',
  member_or_trial: 'membership_required',
  not_ceased: 'not_eligible',
  sme_status_known: null,
  no_conflict: null,
  not_duplicate: 'duplicate',
};

export type EligibilityAnswer = 'yes' | 'no';

/** A sheet being filled: unanswered questions are absent. */
export type EligibilitySheet = { [item in EligibilityItem]?: EligibilityAnswer | undefined } & { note?: string | undefined };

export type EligibilityVerdict = { isEligible: boolean; unanswered: EligibilityItem[]; failed: EligibilityItem[] };

/** A company may be accepted when every question is answered yes. No sheet is a sheet with every question open. */
export function eligibilityVerdict(sheet: EligibilitySheet | null | undefined): EligibilityVerdict {
  const unanswered = ELIGIBILITY_ITEMS.filter((item) => sheet?.[item] === undefined);
  const failed = ELIGIBILITY_ITEMS.filter((item) => sheet?.[item] === 'no');
  return { isEligible: unanswered.length === 0 && failed.length === 0, unanswered, failed };
}

/** What the platform knows by itself: shown as the proposed answer, which the advisor keeps or changes. */
export type KnownEligibility = {
  department: string | null;
  clusterDepartments: readonly string[];
  hasMainDomain: boolean;
  membership: string | null;
  trialUntil: string | null;
  isCeased: boolean;
  hasKnownSmeStatus: boolean;
  hasDeclaredConflict: boolean;
  hasOpenCaseOnTrack: boolean;
  today: string;
};

/** Proposed answers from the company's record; a question the record can't answer stays open. */
export function proposedEligibility(known: KnownEligibility): EligibilitySheet {
  const sheet: EligibilitySheet = {
    not_ceased: yesNo(!known.isCeased),
    member_or_trial: yesNo(isMemberOrTrial(known)),
    sme_status_known: known.hasKnownSmeStatus ? 'yes' : undefined,
    no_conflict: known.hasDeclaredConflict ? 'no' : undefined,
    not_duplicate: yesNo(!known.hasOpenCaseOnTrack),
    in_domain: known.hasMainDomain ? 'yes' : undefined,
  };
  if (known.department !== null) sheet.in_territory = yesNo(known.clusterDepartments.includes(known.department));
  return sheet;
}

function isMemberOrTrial({ membership, trialUntil, today }: KnownEligibility): boolean {
  return membership === 'member' || (membership === 'trial' && (trialUntil === null || trialUntil >= today));
}

function yesNo(claim: boolean): 'yes' | 'no' {
  return claim ? 'yes' : 'no';
}
