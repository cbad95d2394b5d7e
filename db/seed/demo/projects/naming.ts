import type { Market, Technology } from '../../../../app/features/companies/profile-list';
import type { ProjectType } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import type { Das } from '../trades';
import { phrase } from '../words/phrase';
import { APPROACHES, CONTEXTS, RESULTS, RISKS, SECRETS } from '../words/project-texts';
import { PROJECT_ENDS, PROJECT_MEANS } from '../words/project-topics';

export type Named = {
  acronym: string;
  titleFr: string;
  titleEn: string;
  technologies: Technology[];
  markets: Market[];
  endFr: string;
  endEn: string;
};

/** Deals each domain its means and ends, so that no two projects of a block bear one acronym. */
export class NameDeck {
  readonly #left: Map<Das, Named[]>;

  constructor(chance: Chance) {
    const domains = Object.keys(PROJECT_MEANS) as Das[];
    const used = new Set<string>();
    this.#left = new Map(domains.map((das) => [das, chance.shuffled(namesOf(das, used))]));
  }

  next(das: Das): Named {
    const named = this.#left.get(das)?.pop();
    if (!named) throw new RangeError(`No name left for a project of ${das}`);
    return named;
  }
}

function namesOf(das: Das, used: Set<string>): Named[] {
  return PROJECT_MEANS[das].flatMap((means) =>
    PROJECT_ENDS[das].flatMap((end) => {
      const acronym = joined(means.root, end.stem);
      if (used.has(acronym)) return [];
      used.add(acronym);
      return [
        {
          ...{ acronym, titleFr: `${means.fr} pour ${end.fr}`, titleEn: `${means.en} for ${end.en}`, endFr: end.fr, endEn: end.en },
          ...{ technologies: [...means.technologies], markets: [...end.markets] },
        },
      ];
    }),
  );
}

/** `HYPER` and `PORT` make HYPERPORT; a letter that would be said twice is said once. */
function joined(root: string, stem: string): string {
  return root.at(-1) === stem[0] ? root + stem.slice(1) : root + stem;
}

export type Written = { fr: string; en: string };

/** The public summary: what is missing, what is done, what remains. */
export function publicSummary(named: Named, type: ProjectType, leader: string, trlTo: number, chance: Chance): Written {
  const jobs = chance.int(6, 28);
  const trl = trlTo;
  const picked = [chance.pick(CONTEXTS), chance.pick(APPROACHES[type]), chance.pick(RESULTS)];
  const write = (language: 0 | 1, end: string) =>
    picked.map((pair) => phrase(chance, pair[language], { leader, end, trl, jobs })).join(' ');
  return { fr: write(0, named.endFr), en: write(1, named.endEn) };
}

/** An old label keeps one sentence. */
export function shortSummary(type: ProjectType, leader: string, chance: Chance): Written {
  const pair = chance.pick(APPROACHES[type]);
  return { fr: phrase(chance, pair[0], { leader }), en: phrase(chance, pair[1], { leader }) };
}

export function secretTexts(leader: string, chance: Chance): { summary: Written; risks: Written } {
  const slots = { leader, volume: chance.int(4, 60) * 10, cost: chance.int(8, 90) * 50 };
  const told = chance.shuffled(SECRETS).slice(0, 2);
  const feared = chance.shuffled(RISKS).slice(0, 2);
  const both = (pairs: readonly (readonly [string, string])[]): Written => ({
    fr: pairs.map(([fr]) => phrase(chance, fr, slots)).join(' '),
    en: pairs.map(([, en]) => phrase(chance, en, slots)).join(' '),
  });
  return { summary: both(told), risks: both(feared) };
}
