import { checkSiren, type IdentifierFault } from '../companies/siren';

/** Headers without which a Sirene StockUniteLegale file is refused, by their name. (`docs/domain.md §11.1`) */
export const REQUIRED_HEADERS = [
  'siren',
  'statutDiffusionUniteLegale',
  'dateCreationUniteLegale',
  'etatAdministratifUniteLegale',
  'nomUniteLegale',
  'denominationUniteLegale',
  'categorieJuridiqueUniteLegale',
  'activitePrincipaleUniteLegale',
  'nomenclatureActivitePrincipaleUniteLegale',
  'nicSiegeUniteLegale',
] as const;

const READ_WHEN_PRESENT = [
  'unitePurgeeUniteLegale',
  'sigleUniteLegale',
  'trancheEffectifsUniteLegale',
  'categorieEntreprise',
  'nomUsageUniteLegale',
  'denominationUsuelle1UniteLegale',
] as const;

/** Published, and left aside: personal data without a purpose here, and details no screen shows. */
const LEFT_ASIDE = [
  'sexeUniteLegale',
  'prenom1UniteLegale',
  'prenom2UniteLegale',
  'prenom3UniteLegale',
  'prenom4UniteLegale',
  'prenomUsuelUniteLegale',
  'pseudonymeUniteLegale',
  'identifiantAssociationUniteLegale',
  'anneeEffectifsUniteLegale',
  'dateDernierTraitementUniteLegale',
  'nombrePeriodesUniteLegale',
  'anneeCategorieEntreprise',
  'dateDebut',
  'denominationUsuelle2UniteLegale',
  'denominationUsuelle3UniteLegale',
  'economieSocialeSolidaireUniteLegale',
  'societeMissionUniteLegale',
  'caractereEmployeurUniteLegale',
  'activitePrincipaleNAF25UniteLegale',
] as const;

type Header = (typeof REQUIRED_HEADERS)[number] | (typeof READ_WHEN_PRESENT)[number];
const PUBLISHED: ReadonlySet<string> = new Set([...REQUIRED_HEADERS, ...READ_WHEN_PRESENT, ...LEFT_ASIDE]);

export type RegisterColumns = {
  count: number;
  /** Headers the published format doesn't have. */
  unknown: string[];
  place: ReadonlyMap<string, number>;
};

/** Finds the columns by their names, whatever their order; or says which required ones are missing. */
export function readHeaders(cells: readonly string[]): { ok: true; columns: RegisterColumns } | { ok: false; missing: string[] } {
  const place = new Map<string, number>();
  for (const [index, cell] of cells.entries()) if (!place.has(cell.trim())) place.set(cell.trim(), index);
  const missing = REQUIRED_HEADERS.filter((name) => !place.has(name));
  if (missing.length > 0) return { ok: false, missing };
  return { ok: true, columns: { count: cells.length, unknown: [...place.keys()].filter((name) => !PUBLISHED.has(name)), place } };
}

/** A legal unit as the register publishes it. Codes are text: their leading zeros are part of them. */
export type RegisterUnit = {
  siren: string;
  /** Null when the unit asked for partial publication, or was purged. */
  name: string | null;
  acronym: string | null;
  legalFormCode: string | null;
  /** NAF rev. 2 only: older nomenclatures have no certain equivalent. */
  nafCode: string | null;
  inseeCategory: string | null;
  headcountBand: string | null;
  headOfficeNic: string | null;
  foundedOn: string | null;
  isCeased: boolean;
  isPartlyPublished: boolean;
  isPurged: boolean;
};

const ROW_FAULTS = [
  'field_count',
  'text_unreadable',
  'state_unknown',
  'name_missing',
  'date_unreadable',
  'legal_form_unreadable',
  'naf_unreadable',
  'nic_unreadable',
  'duplicate_in_file',
  'demo_number',
] as const;
export const REJECTION_REASONS = [
  'siren_empty',
  'siren_not_digits',
  'siren_zeros_lost',
  'siren_wrong_length',
  'siren_wrong_check_digit',
  ...ROW_FAULTS,
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export type ReadRow = { ok: true; unit: RegisterUnit } | { ok: false; reason: RejectionReason; siren: string | null; name: string | null };

/** INSEE's mark for what a unit asked not to publish. */
const NOT_PUBLISHED = '[ND]';
const REAL_DAY = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** One row of the file as a legal unit, or why it can't be one. (`docs/domain.md §11.1`) */
export function readRow({ count, place }: RegisterColumns, cells: readonly string[]): ReadRow {
  const cell = (header: Header): string | null => {
    const text = cells[place.get(header) ?? -1]?.replace(/\s+/g, ' ').trim();
    return text === undefined || text === '' || text === NOT_PUBLISHED ? null : text;
  };
  const name =
    cell('denominationUniteLegale') ?? cell('nomUsageUniteLegale') ?? cell('nomUniteLegale') ?? cell('denominationUsuelle1UniteLegale');
  const reject = (reason: RejectionReason): ReadRow => ({
    ok: false,
    reason,
    siren: readable(cell('siren'))?.slice(0, 40) ?? null,
    name: readable(name)?.slice(0, 200) ?? null,
  });
  if (cells.length !== count) return reject('field_count');
  const siren = checkSiren(cell('siren') ?? '');
  if (!siren.ok) return reject(`siren_${siren.fault as Exclude<IdentifierFault, 'other_company'>}`);
  const isPurged = cell('unitePurgeeUniteLegale') === 'true';
  const isPartlyPublished = cell('statutDiffusionUniteLegale') !== 'O';
  const state = cell('etatAdministratifUniteLegale');
  if (state !== 'A' && state !== 'C' && !isPurged) return reject('state_unknown');
  if (!name && !isPartlyPublished && !isPurged && state === 'A') return reject('name_missing');
  const unit: RegisterUnit = {
    siren: siren.number,
    name: isPurged ? null : name,
    acronym: isPurged ? null : cell('sigleUniteLegale'),
    legalFormCode: cell('categorieJuridiqueUniteLegale'),
    nafCode: cell('nomenclatureActivitePrincipaleUniteLegale') === 'NAFRev2' ? cell('activitePrincipaleUniteLegale') : null,
    inseeCategory: cell('categorieEntreprise'),
    headcountBand: cell('trancheEffectifsUniteLegale'),
    headOfficeNic: cell('nicSiegeUniteLegale'),
    foundedOn: cell('dateCreationUniteLegale'),
    isCeased: state !== 'A',
    isPartlyPublished,
    isPurged,
  };
  const fault = faultOf(unit);
  return fault ? reject(fault) : { ok: true, unit };
}

function faultOf(unit: RegisterUnit): RejectionReason | null {
  if (unit.foundedOn !== null && !isRealDay(unit.foundedOn)) return 'date_unreadable';
  if (unit.legalFormCode !== null && !/^\d{4}$/.test(unit.legalFormCode)) return 'legal_form_unreadable';
  if (unit.nafCode !== null && !/^\d{2}\.\d{2}[A-Z]$/.test(unit.nafCode)) return 'naf_unreadable';
  if (unit.headOfficeNic !== null && !/^\d{5}$/.test(unit.headOfficeNic)) return 'nic_unreadable';
  const texts = [unit.name, unit.acronym, unit.inseeCategory, unit.headcountBand];
  return texts.some((text) => text !== null && text !== readable(text)) ? 'text_unreadable' : null;
}

/** Without what a wrong encoding leaves: U+FFFD for bytes that are no UTF-8, and control characters, of which PostgreSQL refuses NUL. */
function readable(text: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text?.replace(/[\u0000-\u001f\ufffd]/g, '') ?? null;
}

function isRealDay(text: string): boolean {
  const match = REAL_DAY.exec(text);
  if (!match) return false;
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(match[3]);
}

/**
 * Which numbers a file already gave. The ninth digit of a SIREN is the check digit of the eight others,
 * so that a bit for each of these 10⁸ numbers (12.5 MB) remembers every legal unit of France.
 */
export class SeenSirens {
  private readonly bits = new Uint8Array(12_500_000);

  /** Whether this valid number was given before; remembers it. */
  add(siren: string): boolean {
    const number = Number(siren.slice(0, 8));
    const [byte, bit] = [number >> 3, 1 << (number & 7)];
    const wasSeen = ((this.bits[byte] ?? 0) & bit) !== 0;
    this.bits[byte] = (this.bits[byte] ?? 0) | bit;
    return wasSeen;
  }
}

export const FILE_REFUSALS = [
  'no_file',
  'not_csv',
  'empty',
  'missing_headers',
  'first_row',
  'quote_not_closed',
  'too_many_rows',
  'interrupted',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

/** Rows a file may hold to be previewed on screen; the whole stock goes through the command line. */
export const MOST_PREVIEWED_ROWS = 1_000_000;

export const VERDICTS = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];
