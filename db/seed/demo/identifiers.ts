import { isValidSiren, isValidSiret } from '../../../app/features/companies/siren';
import { REPEATED_TAIL } from '../repeat/repeated-key';
import type { Chance } from './chance';

/** Keys that sort by the instant they are given, like the application's own, and are the same at each run. */
export class Keys {
  #sequence = 0;

  /** Keys of a block's companies, cases and people are repeated in a larger demonstration; those of the cluster itself are not. */
  constructor(
    private readonly chance: Chance,
    private readonly of: 'block' | 'cluster' = 'block',
  ) {}

  /** A UUIDv7 for an instant; keys asked one after the other for one millisecond keep their order. */
  at(instant: string | number): string {
    const time = Math.max(0, typeof instant === 'number' ? instant : Date.parse(instant))
      .toString(16)
      .padStart(12, '0');
    this.#sequence = (this.#sequence + 1) % 0x1000;
    const order = this.#sequence.toString(16).padStart(3, '0');
    const [high, low] = [this.chance.bits(), this.chance.bits()];
    const variant = (0x8000 | (high >>> 18)).toString(16);
    const end =
      this.of === 'block'
        ? `${(low >>> 16).toString(16).padStart(4, '0')}${REPEATED_TAIL}`
        : ((low | 1) >>> 0).toString(16).padStart(8, '0');
    const tail = (high & 0xffff).toString(16).padStart(4, '0') + end;
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}-${tail}`;
  }
}

const FIRST_SIREN = 1_000;
const LAST_SIREN = 99_999;
/** Coprime with the number of valid SIRENs, so that neighbours in the demo are not neighbours in the register. */
const STRIDE = 7_919;

const sirens: string[] = [];
for (let root = FIRST_SIREN; root <= LAST_SIREN; root++) {
  const siren = String(root).padStart(9, '0');
  if (isValidSiren(siren)) sirens.push(siren);
}

export const DEMO_SIREN_COUNT = sirens.length;

/** The n-th demo SIREN, in the range real companies leave free (000 001 000 to 000 099 999), or null when they are used up. (`docs/domain.md §10.1`) */
export function demoSiren(index: number): string | null {
  return index < sirens.length ? (sirens[(index * STRIDE + 4_211) % sirens.length] ?? null) : null;
}

/** The five last digits of the head office's SIRET: the first establishment, with the key that makes the fourteen valid. */
export function headOfficeNic(siren: string): string {
  const key = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => isValidSiret(`${siren}0001${digit}`));
  return `0001${key}`;
}

const FICTION_LINES = ['01 99 00', '04 65 71', '06 39 98'] as const;

/** A number from the ranges kept for fiction in France. (`docs/domain.md §10.1`) */
export function demoPhone(chance: Chance, line: 'office' | 'mobile'): string {
  const prefix = line === 'mobile' ? FICTION_LINES[2] : chance.happens(0.9) ? FICTION_LINES[1] : FICTION_LINES[0];
  return `${prefix} ${pair(chance)} ${pair(chance)}`;
}

function pair(chance: Chance): string {
  return String(chance.int(0, 99)).padStart(2, '0');
}
