/** The five tracks of the programme, in the order they are shown. (`docs/domain.md §0 bis`) */
export const TRACKS = ['strategy', 'financing', 'international', 'eu_projects', 'innovation'] as const;
export type Track = (typeof TRACKS)[number];

/** The codes people write in French, and the template that shapes a case of the track. */
export const TRACK_CODES: Record<Track, { french: string; template: 'T1' | 'T2' | 'T3' | 'T4' | 'T5' }> = {
  strategy: { french: 'PERF', template: 'T1' },
  financing: { french: 'FIN', template: 'T2' },
  international: { french: 'INTL', template: 'T3' },
  eu_projects: { french: 'EUR', template: 'T4' },
  innovation: { french: 'INNO', template: 'T5' },
};

/** The shape that stands beside a track's colour and name. */
export const TRACK_SHAPES = {
  strategy: 'square',
  financing: 'circle',
  international: 'triangle',
  eu_projects: 'diamond',
  innovation: 'pentagon',
} as const satisfies Record<Track, string>;

export function isTrack(text: string): text is Track {
  return (TRACKS as readonly string[]).includes(text);
}
