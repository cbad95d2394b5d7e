import { addDays, addMonths, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import type { SubjectPart } from './subjects';
import type { DemoCompany } from './world';

/** Four years out of five end with the calendar. */
const CLOSINGS = [['12-31', 80], ['06-30', 8], ['09-30', 7], ['03-31', 5]] as const; // biome-ignore format: one line
const YEARS = 4;
/** What part of its turnover is photonic is what a company finds hardest to say. */
const UNSAID = 0.25;

/** The closed years of a company that gives its accounts, with what no metric holds; the latest is sometimes missing yet. */
export function writeYears({ space, chance, keys, batch }: SubjectPart, company: DemoCompany): void {
  const { clock, clusterId, manager } = space;
  const closing = chance.weighted(CLOSINGS);
  const habits = {
    balance: 0.5 + 0.6 * chance.unit(),
    margin: chance.normal(0.035, 0.03),
    photonic: photonicShare(company, chance.unit()),
  };
  // The figures of the current calendar year are nobody's yet.
  const lastYear = yearOf(clock.asOf) - 1;
  const known = company.standing === 'prospect' ? 0 : company.journeyId !== null || chance.happens(0.6) ? YEARS : 1;
  const isLastMissing = known > 1 && company.story === null && chance.happens(0.14);
  for (let back = known - 1; back >= (isLastMissing ? 1 : 0); back--) {
    const closedOn: LocalDate = `${lastYear - back}-${closing}`;
    if (closedOn < company.foundedOn) continue;
    const turnover = company.truth.yearly('FIN-01', yearOf(closedOn))?.num ?? 0;
    const givenOn = addDays(addMonths(closedOn, 4), chance.int(0, 90));
    const at = `${[givenOn, clock.asOf].sort()[0]}T08:40:00Z`;
    const isTheirs = company.journeyId !== null && chance.happens(0.7);
    batch.add('companyYears', {
      ...{ clusterId, id: keys.at(at), companyId: company.id, closedOn, months: 12, currency: 'EUR' },
      balanceTotalCents: inThousands(turnover * habits.balance * (0.92 + 0.16 * chance.unit())),
      netResultCents: chance.happens(0.06) ? null : inThousands(turnover * (habits.margin + chance.normal(0, 0.03))),
      photonicShare: chance.happens(UNSAID) ? null : habits.photonic,
      ...{
        source: isTheirs ? 'company' : 'staff',
        recordedById: isTheirs ? company.leader.id : manager.id,
        version: 1,
        createdAt: at,
        updatedAt: at,
      },
    });
  }
}

/** Euros to cents, by whole thousands of euros. */
function inThousands(euros: number): number {
  return Math.round(euros / 1_000) * 100_000;
}

/** Large groups do something else beside; small companies of the field do little else. */
function photonicShare({ size }: DemoCompany, drawn: number): number {
  return size === 'large' || size === 'mid_cap' ? Math.round(5 + 40 * drawn) : Math.round(45 + 55 * drawn);
}
