import type { Chance } from './chance';

/** Working days between the steps of a case, drawn once so that a story can be laid out again from another first day. */
export type Draws = {
  taken: number;
  contact: number;
  qualified: number;
  decided: number;
  assigned: number;
  /** By milestone: working days after its due day, and the least part of its length it takes. */
  lateness: number[];
  share: number[];
  /** A leader's declaration waits this long for the advisor's word. */
  validation: number[];
  sent: number;
  /** The plan's first version was refused after some days, and sent again after others. */
  refusal: { after: number; again: number } | null;
  signed: number;
  /** A pause during the support: when, as a share of it, and how long. */
  pause: { at: number; length: number } | null;
  reviewed: number;
  followed: number;
  closed: number;
  /** Where in its present state the case stands, from 0 to 1. */
  progress: number;
  minutes: number;
};

/** Lateness of milestones: median three working days, one in eight over twenty. (`docs/domain.md §10.3`) */
const LATE_MEDIAN = 1.2;
const LATE_SIGMA = 1.9;
/** Nobody lets a milestone wait longer: it is set aside, or the case is. */
const LATEST = 80;

export function drawStory(chance: Chance, milestoneCount: number): Draws {
  const taken = chance.int(1, 3);
  const contact = Math.max(taken, chance.happens(0.85) ? chance.int(1, 5) : chance.int(6, 9));
  const qualified = contact + chance.int(1, 5);
  const each = (draw: () => number) => Array.from({ length: milestoneCount }, draw);
  return {
    taken,
    contact,
    qualified,
    decided: Math.max(qualified + chance.int(1, 4), chance.happens(0.1) ? chance.int(16, 20) : 0),
    assigned: chance.happens(0.9) ? chance.int(1, 3) : chance.int(4, 6),
    lateness: each(() => Math.min(LATEST, Math.floor(chance.lognormal(LATE_MEDIAN, LATE_SIGMA)))),
    share: each(() => 0.3 + 0.4 * chance.unit()),
    validation: each(() => (chance.happens(0.88) ? chance.int(0, 4) : chance.int(6, 9))),
    sent: chance.int(1, 4),
    refusal: chance.happens(0.12) ? { after: chance.int(3, 9), again: chance.int(4, 12) } : null,
    signed: chance.happens(0.84) ? chance.int(3, 13) : chance.int(16, 21),
    pause: chance.happens(0.14) ? { at: 0.2 + 0.6 * chance.unit(), length: chance.int(15, 50) } : null,
    reviewed: chance.int(1, 6),
    followed: chance.int(8, 24),
    closed: chance.int(2, 12),
    progress: chance.unit(),
    minutes: chance.int(8 * 60 + 30, 18 * 60 + 40),
  };
}
