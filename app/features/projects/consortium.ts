import type { ConsortiumRules } from '~/features/instruments/instrument';
import type { PartnerKind } from './project';

/** What the checks of a file look at; money in cents. */
export type ConsortiumPartner = {
  name: string;
  kind: PartnerKind;
  isLeader: boolean;
  budgetCents: number;
  aidCents: number;
  territoryPercent: number;
};
export type Consortium = { budgetCents: number; aidCents: number; partners: readonly ConsortiumPartner[] };

export type FindingCode =
  | 'budgets_differ'
  | 'aids_differ'
  | 'aid_over_budget'
  | 'partner_too_large'
  | 'territory_too_small'
  | 'leader_not_firm'
  | 'too_few_firms'
  | 'no_research';
/** `blocking`: the instrument asks for it. `cents` and `percent`: by how much, or the share found. */
export type Finding = { code: FindingCode; isBlocking: boolean; partner?: string; cents?: number; percent?: number; limit?: number };

/** A euro of rounding is no difference. (`docs/domain.md §7.3`) */
const ROUNDING_CENTS = 100;
/** No partner carries more, whatever the instrument. */
const MOST_BY_ONE_PERCENT = 70;

const RESEARCH_KINDS: readonly PartnerKind[] = ['research', 'training'];

/** Share of the work done in the territory, weighted by budget, in percent; null without a budget. */
export function territoryShare(partners: readonly Pick<ConsortiumPartner, 'budgetCents' | 'territoryPercent'>[]): number | null {
  const total = partners.reduce((sum, { budgetCents }) => sum + budgetCents, 0);
  if (total === 0) return null;
  return partners.reduce((sum, { budgetCents, territoryPercent }) => sum + budgetCents * territoryPercent, 0) / total;
}

/** A partner's share of the budget in percent; 0 without a budget. */
export function budgetShare(partnerCents: number, totalCents: number): number {
  return totalCents === 0 ? 0 : (partnerCents / totalCents) * 100;
}

/** What does not hold in a file, the blocking ones first. Nothing is found in a file without partners. (`docs/domain.md §7.3`) */
export function consortiumFindings(file: Consortium, rules: ConsortiumRules = {}): Finding[] {
  if (file.partners.length === 0) return [];
  const found = [...sumFindings(file), ...partnerFindings(file, rules), ...ruleFindings(file, rules)];
  return found.sort((a, b) => Number(b.isBlocking) - Number(a.isBlocking));
}

function sumFindings({ budgetCents, aidCents, partners }: Consortium): Finding[] {
  const sum = (of: (partner: ConsortiumPartner) => number) => partners.reduce((total, partner) => total + of(partner), 0);
  const gaps: [FindingCode, number][] = [
    ['budgets_differ', sum((partner) => partner.budgetCents) - budgetCents],
    ['aids_differ', sum((partner) => partner.aidCents) - aidCents],
  ];
  return gaps.flatMap(([code, cents]) => (Math.abs(cents) > ROUNDING_CENTS ? [{ code, isBlocking: true, cents }] : []));
}

function partnerFindings({ partners }: Consortium, rules: ConsortiumRules): Finding[] {
  const total = partners.reduce((sum, { budgetCents }) => sum + budgetCents, 0);
  const limit = rules.maxPartnerPercent ?? MOST_BY_ONE_PERCENT;
  return partners.flatMap((partner) => {
    const { name, budgetCents, aidCents } = partner;
    const percent = budgetShare(budgetCents, total);
    const tooMuchAid: Finding[] =
      aidCents > budgetCents ? [{ code: 'aid_over_budget', isBlocking: true, partner: name, cents: aidCents - budgetCents }] : [];
    const isTooLarge = percent > limit && !rules.singleApplicant;
    const tooLarge: Finding[] = isTooLarge
      ? [{ code: 'partner_too_large', isBlocking: rules.maxPartnerPercent !== undefined, partner: name, percent, limit }]
      : [];
    return [...tooMuchAid, ...tooLarge];
  });
}

function ruleFindings({ partners }: Consortium, rules: ConsortiumRules): Finding[] {
  const found: Finding[] = [];
  const territory = territoryShare(partners);
  if (rules.minTerritoryPercent !== undefined && territory !== null && territory < rules.minTerritoryPercent)
    found.push({ code: 'territory_too_small', isBlocking: true, percent: territory, limit: rules.minTerritoryPercent });
  const leader = partners.find(({ isLeader }) => isLeader);
  if (rules.firmLeads && leader && leader.kind !== 'company')
    found.push({ code: 'leader_not_firm', isBlocking: true, partner: leader.name });
  const firms = partners.filter(({ kind }) => kind === 'company').length;
  if (rules.minFirms !== undefined && firms < rules.minFirms)
    found.push({ code: 'too_few_firms', isBlocking: true, limit: rules.minFirms });
  const research = partners.filter(({ kind }) => RESEARCH_KINDS.includes(kind)).length;
  if (rules.minResearch !== undefined && research < rules.minResearch)
    found.push({ code: 'no_research', isBlocking: true, limit: rules.minResearch });
  return found;
}
