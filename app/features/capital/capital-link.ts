/** Another enterprise in the capital of a company, or the other way round. (`docs/domain.md §2.3`) */
export const LINK_SIDES = ['holder', 'holding'] as const;
/** `holder` owns a share of the company; the company owns a share of a `holding`. */
export type LinkSide = (typeof LINK_SIDES)[number];

export const LINK_KINDS = ['partner', 'linked', 'public_body'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Investors that may hold up to half without being partners, nor making the company a publicly held one. (Regulation 651/2014, Annex I, article 3) */
export const INVESTOR_EXCEPTIONS = ['risk_capital', 'university', 'institutional_investor', 'small_local_authority'] as const;
export type InvestorException = (typeof INVESTOR_EXCEPTIONS)[number];

/** What one enterprise adds in one year; null is unknown, never zero. */
export type Measures = { headcount: number | null; turnover: number | null; balanceTotal: number | null };
const MEASURES = ['headcount', 'turnover', 'balanceTotal'] as const;

/** One enterprise of the table of one year, with its own figures. `share` is a percentage of capital or votes, the larger of the two. */
export type CapitalLink = Measures & {
  id: string;
  year: number;
  side: LinkSide;
  kind: LinkKind;
  name: string;
  siren: string | null;
  share: number;
  exception: InvestorException | null;
  source: 'company' | 'staff';
  version: number;
};
type Stated = Pick<CapitalLink, 'side' | 'kind' | 'share' | 'exception'>;

export const PARTNER_FROM = 25;
/** Up to this share partners, above it linked. */
export const LINKED_ABOVE = 50;
const PUBLIC_FROM = 25;

export const LINK_FAULTS = ['partner_share', 'linked_share', 'public_holding', 'exception_holding', 'exception_linked'] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

/** What contradicts itself in one line, and the field that says it; null when nothing does. */
export function linkFault({ side, kind, share, exception }: Stated): { field: 'share' | 'side' | 'exception'; fault: LinkFault } | null {
  if (kind === 'partner' && (share < PARTNER_FROM || share > LINKED_ABOVE)) return { field: 'share', fault: 'partner_share' };
  if (kind === 'linked' && share <= LINKED_ABOVE) return { field: 'share', fault: 'linked_share' };
  if (kind === 'public_body' && side === 'holding') return { field: 'side', fault: 'public_holding' };
  if (exception !== null && side === 'holding') return { field: 'exception', fault: 'exception_holding' };
  if (exception !== null && share > LINKED_ABOVE) return { field: 'exception', fault: 'exception_linked' };
  return null;
}

export type TableFault = 'own_siren' | 'duplicate' | 'over_whole';
type Named = Pick<CapitalLink, 'side' | 'share' | 'siren' | 'name'>;

const sameEnterprise = (one: Named, other: Named) =>
  one.siren !== null && other.siren !== null ? one.siren === other.siren : folded(one.name) === folded(other.name);
const folded = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** What a line contradicts in the rest of its year: the company itself, an enterprise twice on one side, more than the whole capital. */
export function tableFault(line: Named, others: readonly Named[], company: { siren: string | null }): TableFault | null {
  if (line.siren !== null && line.siren === company.siren) return 'own_siren';
  const beside = others.filter(({ side }) => side === line.side);
  if (beside.some((other) => sameEnterprise(line, other))) return 'duplicate';
  return line.side === 'holder' && sumOfShares([...beside, line]) > 100 ? 'over_whole' : null;
}

/** In hundredths, so that thirds written with two decimals add up as they read. */
const sumOfShares = (lines: readonly Pick<CapitalLink, 'share'>[]) =>
  lines.reduce((sum, { share }) => sum + Math.round(share * 100), 0) / 100;

export type AddedLink = { link: CapitalLink; portion: number; added: Measures };

/** The part of an enterprise's figures added to the company's: whole when linked, by its share when a partner, nothing for a listed investor or a public body. */
export function portionOf({ kind, share, exception }: Pick<Stated, 'kind' | 'share' | 'exception'>): number {
  if (kind === 'linked') return 1;
  return kind === 'partner' && exception === null ? share / 100 : 0;
}

/** What one year's links add to a company's own figures. A figure of one that is unknown leaves the total unknown. */
export function withLinks(own: Measures, links: readonly CapitalLink[]): { total: Measures; added: AddedLink[] } {
  const added = links.flatMap((link): AddedLink[] => {
    const portion = portionOf(link);
    return portion === 0 ? [] : [{ link, portion, added: measuresBy((measure) => partOf(link[measure], portion)) }];
  });
  const total = measuresBy((measure) => sumOf([own[measure], ...added.map((one) => one.added[measure])]));
  return { total, added };
}

const measuresBy = (value: (measure: (typeof MEASURES)[number]) => number | null) =>
  Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Measures;
/** Rounded to hundredths, so that a ceiling is not missed by the dust of a product. */
const partOf = (value: number | null, portion: number) => (value === null ? null : Math.round(value * portion * 100) / 100);
const sumOf = (values: readonly (number | null)[]) =>
  values.reduce((sum, value) => (sum === null || value === null ? null : Math.round((sum + value) * 100) / 100), 0);

/** The percentage that public bodies hold together, listed investors apart. */
export function publicShare(links: readonly Stated[]): number {
  return sumOfShares(links.filter(({ side, kind, exception }) => side === 'holder' && kind === 'public_body' && exception === null));
}

/** From a quarter held by public bodies on, a company is no SME whatever its size. */
export function isPubliclyHeld(links: readonly Stated[]): boolean {
  return publicShare(links) >= PUBLIC_FROM;
}
