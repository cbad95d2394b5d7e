import { Chance } from './chance';
import type { DemoCompany } from './world';

/** Shares: a member that doesn't answer a year, figures nobody verifies. With what is left out of an answer, one figure in seven is missing. */
const SILENT = 0.1;
const DECLARED_ONLY = 0.18;

/**
 * Who stays silent in which year, and whose figures nobody verifies, dealt like cards: each year has its share of both, among those
 * with cases and among the others. The largest groups publish theirs: they always answer, and what they say is checked.
 */
export class SurveyDeck {
  readonly #dealt = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly companies: readonly DemoCompany[],
    private readonly seed: string,
  ) {}

  isSilent({ id }: DemoCompany, year: number): boolean {
    return this.#deal(`silent ${year}`, SILENT).has(id);
  }

  isOnlyDeclared({ id }: DemoCompany, year: number, part: number): boolean {
    return this.#deal(`declared ${year} ${part}`, DECLARED_ONLY).has(id);
  }

  #deal(what: string, share: number): ReadonlySet<string> {
    const known = this.#dealt.get(what);
    if (known) return known;
    const chance = new Chance(`${this.seed} survey ${what}`);
    const asked = this.companies.filter(({ size }) => size !== 'large');
    const drawn = (isSupported: boolean) => chance.shuffled(asked.filter(({ journeyId }) => (journeyId !== null) === isSupported));
    const order = [...drawn(true), ...drawn(false)];
    const dealt = new Set(order.flatMap(({ id }, turn) => (Math.floor((turn + 1) * share) > Math.floor(turn * share) ? [id] : [])));
    this.#dealt.set(what, dealt);
    return dealt;
  }
}
