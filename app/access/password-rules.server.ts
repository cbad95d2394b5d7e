import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Why a password of the right length is refused. */
export type PasswordFault = 'known' | 'own' | 'easy';

/** Fewer guesses than this, ten to the power, and a stolen hash is opened in no time. */
const LEAST_GUESSES_LOG10 = 8;
/** Judging more at once may take seconds; what begins or ends well is good. */
const JUDGED = 32;
/** Letters and digits that have to be there besides one's own words. */
const LEAST_OTHERS = 10;
const PROGRAMME = ['perspective', 'perspectivepme'];

type Judge = { list: ReadonlySet<string>; meter: ZxcvbnFactory };
let judge: Promise<Judge> | undefined;

/** Dictionaries of some megabytes, read when the first password is chosen. */
async function loadJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory: Meter }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  const dictionary = { ...common.dictionary, ...french.dictionary };
  const meter = new Meter({ dictionary, graphs: common.adjacencyGraphs, maxLength: JUDGED });
  return { list: new Set(common.dictionary['passwords-common'].map(String)), meter };
}

/** Letters and digits in lower case, without accents: what a guess is made of. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words in names and addresses that are long enough to name somebody, the longest first. */
export function ownWords(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => [bare(text).replaceAll(' ', ''), ...bare(text).split(' ')]);
  return [...new Set([...words, ...PROGRAMME])].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
}

function isOwn(password: string, words: readonly string[]): boolean {
  const whole = bare(password).replaceAll(' ', '');
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), whole);
  return rest.length < whole.length && rest.length < LEAST_OTHERS;
}

/**
 * What is wrong with a chosen password, whose length is right: it stands in the list that everybody tries first, it is made of the
 * person's own words, or it is quickly guessed. No composition is asked for. `own`: names, address, company, cluster.
 */
export async function passwordFault(password: string, own: readonly string[]): Promise<PasswordFault | null> {
  judge ??= loadJudge();
  const { list, meter } = await judge;
  const words = ownWords(own);
  if (list.has(password.toLowerCase()) || list.has(bare(password).replaceAll(' ', ''))) return 'known';
  if (isOwn(password, words)) return 'own';
  const isHard = (part: string) => meter.check(part, words.slice(0, 20)).guessesLog10 >= LEAST_GUESSES_LOG10;
  const characters = [...password];
  const [head, tail] = [characters.slice(0, JUDGED).join(''), characters.slice(-JUDGED).join('')];
  return isHard(head) || (tail !== head && isHard(tail)) ? null : 'easy';
}
