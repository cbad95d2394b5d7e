import { frenchSigns } from '../../french-signs';
import type { Chance } from '../chance';

export type Slots = Record<string, string | number>;
/** What fills a slot, by its name; asked at each use. */
export type Words = (name: string) => string | number | undefined;

/**
 * Writes a sentence from a pattern: `[a|b]` chooses, `{slot}` fills in. French signs get their no-break space.
 * A slot that is not given is a fault of the pattern.
 */
export function phrase(chance: Chance, pattern: string, slots: Slots | Words): string {
  const words = typeof slots === 'function' ? slots : (name: string) => slots[name];
  let text = pattern;
  // Innermost choices first, so that they may be nested.
  while (text.includes('[')) text = text.replace(/\[([^[\]]*)\]/g, (_, choices: string) => chance.pick(choices.split('|')));
  text = text.replace(/(?:\b([Dd]e|[Qq]ue|à) )?\{(\w+)\}/g, (_, before: string | undefined, name: string) => {
    const value = words(name);
    if (value === undefined) throw new RangeError(`No slot ${name} for: ${pattern}`);
    return before === undefined ? String(value) : joined(before, String(value));
  });
  return frenchSigns(text.replace(/ +/g, ' ').replace(/ ([%€])/g, '\u00a0$1')).trim();
}

/** Words that begin with a silent letter, as `Hugo` or `Hyères`. */
const SILENT_START = /^(?:[AEIOUÂÀÉÈÊËÎÏÔÛÙŒaeiouâàéèêëîïôûùœ]|H(?:él|ug|yè|al))/;
const CONTRACTED: Record<string, Record<string, string>> = { de: { 'les ': 'des ', 'le ': 'du ' }, à: { 'les ': 'aux ', 'le ': 'au ' } };

/** A small word before a name, as French joins them: `d’Alice`, `des ports`, `au plateau`. */
function joined(before: string, value: string): string {
  const article = /^les? /.exec(value)?.[0];
  const contracted = article && CONTRACTED[before.toLowerCase()]?.[article];
  if (contracted && article) return contracted + value.slice(article.length);
  return before !== 'à' && SILENT_START.test(value) ? `${before.slice(0, -1)}’${value}` : `${before} ${value}`;
}

/** Deals the patterns of a list in a drawn order, all of them before any comes back. */
export class Deck {
  #left: string[] = [];

  constructor(
    private readonly patterns: readonly string[],
    private readonly chance: Chance,
  ) {}

  next(): string {
    if (this.#left.length === 0) this.#left = this.chance.shuffled(this.patterns);
    return this.#left.pop() ?? '';
  }
}
