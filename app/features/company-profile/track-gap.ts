import { TRACKS, type Track } from '../programmes/track';

export const GAPS = [
  'no_assessment',
  'growth_to_fund',
  'export_unknown',
  'export_alone',
  'no_export',
  'research_without_europe',
  'research_alone',
  'no_research',
] as const;
export type Gap = (typeof GAPS)[number];

/** What the last known year says, as far as it is known. */
export type GapFacts = {
  /** Share of the turnover made abroad. */
  exportShare: number | null;
  rdHeadcount: number | null;
  /** Change of the turnover over one year. */
  turnoverGrowth: number | null;
};

const FAST_GROWTH = 0.2;

const RULES: Record<Track, (facts: GapFacts) => Gap | null> = {
  strategy: () => 'no_assessment',
  financing: ({ turnoverGrowth }) => (turnoverGrowth !== null && turnoverGrowth > FAST_GROWTH ? 'growth_to_fund' : null),
  international: ({ exportShare }) => (exportShare === null ? 'export_unknown' : exportShare > 0 ? 'export_alone' : 'no_export'),
  eu_projects: ({ rdHeadcount }) => (rdHeadcount !== null && rdHeadcount > 0 ? 'research_without_europe' : null),
  innovation: ({ rdHeadcount }) => (rdHeadcount === null ? null : rdHeadcount > 0 ? 'research_alone' : 'no_research'),
};

/** What the figures say about each track that was never opened: a question to ask, never a verdict. */
export function gapsOf(neverOpened: readonly Track[], facts: GapFacts): Partial<Record<Track, Gap>> {
  return Object.fromEntries(
    TRACKS.filter((track) => neverOpened.includes(track)).flatMap((track) => {
      const gap = RULES[track](facts);
      return gap === null ? [] : [[track, gap]];
    }),
  );
}
