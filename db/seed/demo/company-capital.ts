import type { LinkKind, LinkSide } from '../../../app/features/capital/capital-link';
import { addDays, addMonths, yearOf } from '../../../app/features/programmes/paris-date';
import type { Row } from './batch';
import type { SubjectPart } from './subjects';
import type { DemoCompany } from './world';

/** Invented groups, subsidiaries and funds. (`docs/domain.md §10.1`) */
const GROUPS = ['Groupe Vantéor', 'Aramélia Holding', 'Solvéris Participations', 'Tiramance Industrie', 'Groupe Ondarel', 'Maldéo Participations', 'Corvénia Holding', 'Groupe Astarelle'] as const; // biome-ignore format: one line
const SUBSIDIARIES = ['Services', 'Production', 'Distribution', 'Études'] as const;
const FUNDS = ['Fonds régional Amarance', 'Éclosia Capital', 'Fonds Littoral Croissance'] as const;

/** Of a medium company and below, what its partners may add without changing its size. (`docs/domain.md §10.2`) */
const CEILINGS = {
  micro: { headcount: 9.5, turnover: 1_900_000 },
  small: { headcount: 48.5, turnover: 9_700_000 },
  medium: { headcount: 244, turnover: 48_000_000 },
} as const;

/** Who shares the figures of the companies that are not autonomous, for each closed year that is known of them. */
export function writeCapitalLinks(part: SubjectPart): void {
  const rows = new Map(part.batch.rows('companies').map((row) => [row.id as string, row]));
  for (const company of part.companies) {
    const row = rows.get(company.id);
    if (!row) continue;
    if (company.story === 'bought_by_a_group') writeGroup(part, company, row);
    else writeOthers(part, company, row);
  }
}

/** The group that bought it, in the last closed year alone: status holds until a second one. */
function writeGroup(part: SubjectPart, company: DemoCompany, { groupHeadSiren, groupName }: Row<'companies'>): void {
  const head = part.companies.find(({ siren }) => siren !== null && siren === groupHeadSiren);
  const lastYear = yearOf(part.space.clock.asOf) - 1;
  if (!head || !groupName) return;
  const turnover = head.truth.yearly('FIN-01', lastYear)?.num ?? null;
  addLink(part, company, lastYear, {
    ...{ side: 'holder', kind: 'linked', name: groupName, siren: groupHeadSiren ?? null, share: 80, exception: null },
    headcount: head.truth.yearly('EMP-01', lastYear)?.num ?? null,
    ...{ turnoverCents: cents(turnover), balanceTotalCents: cents(turnover === null ? null : turnover * 0.9) },
  });
}

type Line = Pick<
  Row<'capitalLinks'>,
  'side' | 'kind' | 'name' | 'siren' | 'share' | 'exception' | 'headcount' | 'turnoverCents' | 'balanceTotalCents'
>;

/** One other enterprise, the same every year, small enough to leave the size as it is. */
function writeOthers(part: SubjectPart, company: DemoCompany, { autonomy }: Row<'companies'>): void {
  const { chance, batch } = part;
  const { size } = company;
  const isTold = chance.happens(0.75);
  const isFund = autonomy === 'partner' && chance.happens(0.3);
  const isHolder = isFund || chance.happens(0.5);
  const name = isFund ? chance.pick(FUNDS) : isHolder ? chance.pick(GROUPS) : `${company.name} ${chance.pick(SUBSIDIARIES)}`;
  const share = autonomy === 'partner' ? chance.int(25, 49) : isHolder ? chance.int(55, 100) : 100;
  const room = 0.15 + 0.5 * chance.unit();
  if (!isTold || (autonomy !== 'partner' && autonomy !== 'linked') || !(size in CEILINGS)) return;
  const ceiling = CEILINGS[size as keyof typeof CEILINGS];
  const years = batch.rows('companyYears').filter(({ companyId }) => companyId === company.id);
  for (const { closedOn } of years) {
    const year = yearOf(closedOn);
    const people = company.truth.yearly('EMP-01', year)?.num ?? 0;
    const turnover = company.truth.yearly('FIN-01', year)?.num ?? 0;
    const portion = autonomy === 'partner' ? share / 100 : 1;
    const headcount = Math.floor((((ceiling.headcount - people) * room) / portion) * 2) / 2;
    const sales = Math.floor(((ceiling.turnover - turnover) * room) / portion / 1_000) * 1_000;
    addLink(part, company, year, {
      ...{ side: (isHolder ? 'holder' : 'holding') as LinkSide, kind: autonomy as LinkKind, name, siren: null, share },
      ...{ exception: isFund ? 'institutional_investor' : null, headcount, turnoverCents: cents(sales) },
      balanceTotalCents: cents(Math.floor(sales / 2_000) * 1_000),
    });
  }
}

function addLink({ space, keys, chance, batch }: SubjectPart, company: DemoCompany, year: number, line: Line): void {
  const { clusterId, clock, manager } = space;
  const closed = batch.rows('companyYears').find(({ companyId, closedOn }) => companyId === company.id && yearOf(closedOn) === year);
  const givenOn = addDays(addMonths(closed?.closedOn ?? `${year}-12-31`, 4), chance.int(0, 60));
  const at = `${[givenOn, clock.asOf].sort()[0]}T08:50:00Z`;
  const isTheirs = closed?.source === 'company';
  batch.add('capitalLinks', {
    ...{ clusterId, id: keys.at(at), companyId: company.id, year, ...line, currency: 'EUR', removedAt: null, version: 1 },
    ...{ source: isTheirs ? 'company' : 'staff', recordedById: isTheirs ? company.leader.id : manager.id, createdAt: at, updatedAt: at },
  });
}

const cents = (euros: number | null) => (euros === null ? null : Math.round(euros / 1_000) * 100_000);
