import type { Chance } from './chance';
import { type CompanyPlan, type ExportStatus, MEMBER_CATEGORIES_BESIDE, type OtherMemberPlan, type SizeCategory } from './company-plan';
import { headcountsOf } from './headcounts';
import { toldAt } from './story-lines';
import { DEPARTMENTS_OF_BLOCK, OUTSIDE_DEPARTMENTS } from './territory';
import { TRADES, type Trade, tradesOfBlock } from './trades';

/** Places of a block, in order: members with a case, other members, prospects, former members. (`docs/domain.md §10.2`) */
export const PLACES = { supported: 110, members: 176, prospects: 190, companies: 200, otherMembers: 24, all: 224 } as const;
/** Prospects on trial, then prospects that ask and are told they must join, then former members that ask again. */
export const TRIALS = [176, 177, 178] as const;
export const ASKING_PROSPECTS = [179, 180, 181] as const;
export const ASKING_FORMER = [190, 191] as const;
/** Every company of a block that has a case: 118. */
export const WITH_CASES: readonly number[] = [
  ...Array.from({ length: PLACES.supported }, (_, place) => place),
  ...TRIALS,
  ...ASKING_PROSPECTS,
  ...ASKING_FORMER,
];
const withCases = new Set(WITH_CASES);

const SIZES: Record<'supported' | 'members' | 'others', readonly (readonly [SizeCategory, number])[]> = {
  supported: [['micro', 34], ['small', 47], ['medium', 26], ['mid_cap', 3]],
  members: [['micro', 16], ['small', 15], ['medium', 8], ['mid_cap', 22], ['large', 5]],
  others: [['micro', 12], ['small', 9], ['medium', 3]],
}; // biome-ignore format: one line a group
const EXPORT_STATUSES: readonly (readonly [ExportStatus, number])[] = [['never', 58], ['first', 42], ['occasional', 52], ['regular', 48]]; // biome-ignore format: one line

/** Values of one axis and what a place asks of its own: those that ask are served first, the rest as the cards fall. */
export function deal<T>(chance: Chance, cards: readonly T[], count: number, asks: (place: number) => ((value: T) => boolean) | null): T[] {
  const left = chance.shuffled(cards);
  const dealt: T[] = [];
  const places = Array.from({ length: count }, (_, place) => place);
  for (const place of places) {
    const isWanted = asks(place);
    if (!isWanted) continue;
    const index = left.findIndex(isWanted);
    if (index < 0) throw new RangeError(`No card fits place ${place}`);
    dealt[place] = left.splice(index, 1)[0] as T;
  }
  for (const place of places) if (dealt[place] === undefined) dealt[place] = left.pop() as T;
  return dealt;
}

const repeated = <T>(counts: readonly (readonly [T, number])[]): T[] =>
  counts.flatMap(([value, count]) => Array.from({ length: count }, () => value));

function dealSizes(block: number, chance: Chance): SizeCategory[] {
  const first = deal(chance, repeated(SIZES.supported), PLACES.supported, (place) => {
    const wanted = block === 0 && place < 3 ? 'small' : toldAt(block, place)?.size;
    return wanted ? (size) => size === wanted : null;
  });
  return [...first, ...chance.shuffled(repeated(SIZES.members)), ...chance.shuffled(repeated(SIZES.others))];
}

/** Companies that serve or distribute have no case: what the tracks support is a product. */
const isMaker = ({ position }: Trade) => position !== 'services' && position !== 'distribution';

/** Those who sell abroad are more often large ones. */
function dealExports(block: number, chance: Chance, headcounts: readonly number[]): ExportStatus[] {
  const statuses = repeated(EXPORT_STATUSES);
  const dealt: ExportStatus[] = [];
  const places = headcounts.map((_, place) => place);
  for (const place of places) {
    const wanted = toldAt(block, place)?.exportStatus;
    if (wanted) dealt[place] = statuses.splice(statuses.indexOf(wanted), 1)[0] as ExportStatus;
  }
  const ranked = places
    .filter((place) => dealt[place] === undefined)
    .map((place) => ({ place, score: Math.log(headcounts[place] ?? 1) + chance.normal(0, 0.9) }))
    .sort((a, b) => a.score - b.score);
  for (const [rank, { place }] of ranked.entries()) dealt[place] = statuses[rank] as ExportStatus;
  return dealt;
}

function standingAt(place: number): CompanyPlan['standing'] {
  if (place < PLACES.members) return 'member';
  if (place >= PLACES.prospects) return 'former';
  return (TRIALS as readonly number[]).includes(place) ? 'trial' : 'prospect';
}

/** The 200 companies of a block: every axis has the domain page's counts, whatever is drawn. (`docs/domain.md §10.2`) */
export function dealCompanies(block: number, chance: Chance): CompanyPlan[] {
  const sizes = dealSizes(block, chance);
  const headcounts = headcountsOf(sizes, PLACES.members, chance);
  const trades = deal(chance, tradesOfBlock(), PLACES.companies, (place) => {
    if (block === 0 && place === 0) return (trade) => trade === TRADES[0];
    return withCases.has(place) ? isMaker : null;
  });
  const departments = deal(chance, DEPARTMENTS_OF_BLOCK, PLACES.companies, (place) => {
    // Seats elsewhere: a few members with a workshop here, prospects, a former member.
    if (place >= 186 && place < 188) return (department) => OUTSIDE_DEPARTMENTS.includes(department);
    const wanted = toldAt(block, place)?.department;
    if (wanted) return (department) => department === wanted;
    return withCases.has(place) ? (department) => !OUTSIDE_DEPARTMENTS.includes(department) : null;
  });
  const exports = dealExports(
    block,
    chance,
    headcounts.map(({ total }) => total),
  );
  return sizes.map((size, place) => ({
    ...{ index: block * PLACES.all + place, standing: standingAt(place), isEnrolled: withCases.has(place) },
    ...{ size, trade: trades[place] as Trade, department: departments[place] as string, exportStatus: exports[place] as ExportStatus },
    headcount: headcounts[place]?.total ?? 1,
    territoryHeadcount: headcounts[place]?.here ?? 1,
    joinedLate: place >= PLACES.members - 26 && place < PLACES.members && size !== 'large' && size !== 'mid_cap',
    writesEnglish: toldAt(block, place)?.line === 'speaks_english',
    story: toldAt(block, place)?.line ?? null,
  }));
}

/** Members that are no companies: 24 a block. */
export function planOtherMembers(block: number): OtherMemberPlan[] {
  return repeated(MEMBER_CATEGORIES_BESIDE).map((category, place) => ({
    category,
    order: block * PLACES.otherMembers + place,
    index: block * PLACES.all + PLACES.companies + place,
  }));
}
