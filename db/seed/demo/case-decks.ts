import type { CaseFile } from './case-file';
import { Deck } from './words/phrase';
import { suiting } from './words/slots';

/** Patterns already used in a case come back only once all are. */
export class Decks {
  readonly #decks = new Map<string, Deck>();

  constructor(private readonly file: CaseFile) {}

  draw(name: string, patterns: readonly string[]): string {
    const deck = this.#decks.get(name) ?? new Deck(suiting(patterns, this.file.company), this.file.chance);
    this.#decks.set(name, deck);
    return deck.next();
  }
}
