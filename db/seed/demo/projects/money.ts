import { daysBetween, endOfYear, type LocalDate, yearOf } from '../../../../app/features/programmes/paris-date';
import type { Chance } from '../chance';
import type { ProjectFile } from './project-file';

/** Labelled budgets and European contributions a year of the contract, in euros. (`docs/domain.md §5.1`) */
const BUDGETS_A_YEAR = [26.6e6, 28.3e6, 31.2e6, 33.2e6] as const;
/** What cases bring comes beside. */
const CONTRIBUTIONS_A_YEAR = [3.1e6, 4.2e6, 4.6e6, 4.9e6] as const;
/** Thousand euros: what budgets are rounded to. */
const STEP_CENTS = 100_000;

/** A funder that said yes gives most of what was asked. */
export function grant(file: ProjectFile, chance: Chance): void {
  const { course, partners, funder } = file;
  if (course.decidedOn === null || course.state === 'not_funded') return;
  const share = funder === 'eu' ? 1 : chance.int(86, 100) / 100;
  for (const partner of partners) partner.awardedCents = rounded(partner.aidCents * share);
}

/** Brings the budgets labelled in each year near what the contract counts on; European files keep theirs. */
export function fitLabelledBudgets(files: readonly ProjectFile[], startYear: number, asOf: LocalDate): void {
  for (const [index, budget] of BUDGETS_A_YEAR.entries()) {
    const year = startYear + index;
    const labelled = files.filter(({ course }) => course.labelledOn && yearOf(course.labelledOn) === year);
    const own = labelled.filter(({ funder }) => funder !== 'eu');
    const european = sum(labelled.filter(({ funder }) => funder === 'eu'));
    const wanted = budget * 100 * elapsed(year, asOf) - european;
    const factor = Math.min(1.8, Math.max(0.55, wanted / Math.max(1, sum(own))));
    for (const file of own) scale(file, factor);
  }
}

/** Brings what members receive from the Union each year near what the contract counts on. */
export function fitEuropeanMoney(files: readonly ProjectFile[], startYear: number, asOf: LocalDate): void {
  for (const [index, contribution] of CONTRIBUTIONS_A_YEAR.entries()) {
    const year = startYear + index;
    const signed = files.filter(({ funder, course }) => funder === 'eu' && course.agreementOn && yearOf(course.agreementOn) === year);
    const members = signed.flatMap(({ partners }) => partners).filter(({ companyId }) => companyId !== null);
    const received = members.reduce((total, { awardedCents }) => total + (awardedCents ?? 0), 0);
    const factor = Math.min(2.4, Math.max(0.4, (contribution * 100 * elapsed(year, asOf)) / Math.max(1, received)));
    for (const file of signed) scale(file, factor);
  }
}

/** The part of a year that has gone by, from 0 to 1. */
function elapsed(year: number, asOf: LocalDate): number {
  if (yearOf(asOf) !== year) return yearOf(asOf) > year ? 1 : 0;
  return daysBetween(`${year}-01-01`, asOf) / daysBetween(`${year}-01-01`, endOfYear(year));
}

function scale(file: ProjectFile, factor: number): void {
  for (const partner of file.partners) {
    partner.budgetCents = rounded(partner.budgetCents * factor);
    partner.aidCents = Math.min(partner.budgetCents, rounded(partner.aidCents * factor));
    if (partner.awardedCents !== null) partner.awardedCents = Math.min(partner.aidCents, rounded(partner.awardedCents * factor));
    partner.personMonths = Math.max(1, Math.round(partner.personMonths * factor));
  }
  const total = (of: 'budgetCents' | 'aidCents') => file.partners.reduce((sum, partner) => sum + partner[of], 0);
  file.budgetCents = file.partners.length > 0 ? total('budgetCents') : rounded(file.budgetCents * factor);
  file.aidCents = file.partners.length > 0 ? total('aidCents') : rounded(file.aidCents * factor);
}

function sum(files: readonly ProjectFile[]): number {
  return files.reduce((total, { budgetCents }) => total + budgetCents, 0);
}

function rounded(cents: number): number {
  return Math.round(cents / STEP_CENTS) * STEP_CENTS;
}
