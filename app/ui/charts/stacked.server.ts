import { scaleLinear } from 'd3-scale';
import type { ChartDrawing } from './chart';
import { at, escaped, labelStep } from './svg.server';

/** What tells a series apart without its colour: a shape drawn in its segments and beside its name. */
export type SeriesShape = 'square' | 'circle' | 'triangle' | 'diamond' | 'pentagon' | 'none';

export type Stacked = {
  /** The finding, in one sentence. */
  title: string;
  description: string;
  series: readonly { className: string; shape: SeriesShape }[];
  /** One value per series in each; `mark` is a level to compare with the height, where the parts overlap. */
  columns: readonly { label: string; parts: readonly number[]; text: string; mark?: number | null }[];
  tick: (value: number) => string;
};

type Frame = { width: number; height: number; left: number; right: number; top: number; bottom: number; name: 'wide' | 'narrow' };

const WIDE: Frame = { width: 560, height: 280, left: 52, right: 8, top: 24, bottom: 30, name: 'wide' };
const NARROW: Frame = { width: 300, height: 230, left: 44, right: 6, top: 24, bottom: 30, name: 'narrow' };
/** Between two segments, so that they part without colour. */
const GAP = 1.5;
const GLYPH_ROOM = 15;

const GLYPHS: Record<Exclude<SeriesShape, 'none'>, string> = {
  square: 'M-3.5-3.5h7v7h-7z',
  circle: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  triangle: 'M0-4.2 4.4 3.4H-4.4z',
  diamond: 'M0-4.6 4.6 0 0 4.6-4.6 0z',
  pentagon: 'M0-4.4 4.3-1.3 2.7 3.7h-5.4L-4.3-1.3z',
};

export type Segment = { series: number; from: number; to: number };

/** Where each part of a column stands: what is positive goes up from zero and what is negative down, so that the ends differ by the sum. */
export function segmentsOf(parts: readonly number[]): Segment[] {
  let [up, down] = [0, 0];
  return parts.flatMap((value, series) => {
    if (value === 0) return [];
    const from = value > 0 ? up : down;
    const to = from + value;
    if (value > 0) up = to;
    else down = to;
    return [{ series, from, to }];
  });
}

/** Columns of stacked parts, drawn on the server, once wide and once for a phone. */
export function drawStacked(stacked: Stacked, id: string): ChartDrawing {
  return { wide: drawFrame(stacked, `${id}-w`, WIDE), narrow: drawFrame(stacked, `${id}-n`, NARROW) };
}

function drawFrame(stacked: Stacked, id: string, frame: Frame): string {
  const { columns } = stacked;
  const stacks = columns.map(({ parts }) => segmentsOf(parts));
  const ends = [...stacks.flat().flatMap(({ from, to }) => [from, to]), ...columns.map(({ mark }) => mark ?? 0), 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const y = scaleLinear([low, high === low ? low + 1 : high], [frame.height - frame.bottom, frame.top]).nice(4);
  const pitch = (frame.width - frame.left - frame.right) / Math.max(1, columns.length);
  const width = Math.min(46, pitch * 0.66);
  const centre = (index: number) => frame.left + pitch * (index + 0.5);
  const bar = { width, y, pitch, centre };
  return [
    `<svg class="chart chart--${frame.name}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escaped(stacked.title)}</title><desc id="${id}-d">${escaped(stacked.description)}</desc>`,
    ...levels(stacked, y, frame),
    ...stacks.flatMap((segments, index) => segments.map((segment) => drawSegment(stacked, segment, centre(index), bar))),
    ...marks(columns, bar),
    ...labels(stacked, bar, frame),
    '</svg>',
  ].join('');
}

type Scale = ((value: number) => number) & { ticks(count: number): number[] };
type Bars = { width: number; pitch: number; y: Scale; centre: (index: number) => number };

function levels({ tick }: Stacked, y: Scale, frame: Frame): string[] {
  return y.ticks(4).map((value) => {
    const level = at(y(value));
    return `<line class="${value === 0 ? 'axis' : 'grid'}" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${level}" y2="${level}"/><text class="end" x="${frame.left - 8}" y="${at(y(value) + 4)}">${escaped(tick(value))}</text>`;
  });
}

function drawSegment({ series }: Stacked, segment: Segment, middle: number, { width, y }: Bars): string {
  const [top, bottom] = [Math.min(y(segment.from), y(segment.to)), Math.max(y(segment.from), y(segment.to))];
  const height = Math.max(0.5, bottom - top - GAP);
  const { className, shape } = series[segment.series] ?? { className: '', shape: 'none' as const };
  const glyph =
    shape !== 'none' && height >= GLYPH_ROOM && width >= GLYPH_ROOM
      ? `<path class="glyph" transform="translate(${at(middle)} ${at(top + height / 2)})" d="${GLYPHS[shape]}"/>`
      : '';
  return `<rect class="${className}" x="${at(middle - width / 2)}" y="${at(top)}" width="${at(width)}" height="${at(height)}"/>${glyph}`;
}

function marks(columns: Stacked['columns'], { width, y, centre }: Bars): string[] {
  return columns.flatMap(({ mark }, index) =>
    mark === null || mark === undefined
      ? []
      : [`<path class="level" d="M${at(centre(index) - width / 2 - 5)} ${at(y(mark))}h${at(width + 10)}"/>`],
  );
}

function labels({ columns }: Stacked, { y, centre, pitch }: Bars, frame: Frame): string[] {
  const under = labelStep(
    columns.map(({ label }) => label),
    pitch,
  );
  const over = labelStep(
    columns.map(({ text }) => text),
    pitch,
  );
  const stands = (index: number, step: number) => (columns.length - 1 - index) % step === 0;
  return columns.flatMap(({ label, text, parts, mark }, index) => {
    const top = Math.max(0, mark ?? 0, ...segmentsOf(parts).flatMap(({ from, to }) => [from, to]));
    return [
      ...(stands(index, over) ? [`<text class="lbl mid" x="${at(centre(index))}" y="${at(y(top) - 7)}">${escaped(text)}</text>`] : []),
      ...(stands(index, under) ? [`<text class="mid" x="${at(centre(index))}" y="${frame.height - 8}">${escaped(label)}</text>`] : []),
    ];
  });
}
