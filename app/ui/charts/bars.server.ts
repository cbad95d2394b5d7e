import { scaleLinear } from 'd3-scale';
import type { ChartDrawing } from './chart';
import { at, escaped, widthOf } from './svg.server';

export type Bars = {
  /** The finding, in one sentence. */
  title: string;
  description: string;
  /** `value` null: the amount is not known, only its note. A dashed outline is what is not there: expected, refuted. */
  rows: readonly { label: string; value: number | null; text: string; note?: string; tone: 'main' | 'soft' | 'none' | 'hatch' }[];
};

const WIDE = { width: 1180, label: 190, row: 26, bar: 16 };
const NARROW = { width: 300, label: 0, row: 42, bar: 12 };
const TEXT_GAP = 8;

/** One bar a row on one scale, side by side and never stacked; negative values run to the left of zero. */
export function drawBars(bars: Bars, id: string): ChartDrawing {
  return { wide: draw(bars, `${id}-w`, 'wide'), narrow: draw(bars, `${id}-n`, 'narrow') };
}

function draw({ title, description, rows }: Bars, id: string, name: 'wide' | 'narrow'): string {
  const { width, label, row, bar } = name === 'wide' ? WIDE : NARROW;
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const beside = (text: string, note: string) => widthOf(text) + (name === 'wide' && note ? TEXT_GAP + widthOf(note) : 0);
  const room = Math.max(0, ...rows.map(({ text, note = '' }) => beside(text, note)));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const end = Math.max(label + 60, width - room - TEXT_GAP - 4);
  const x = scaleLinear([low, high === low ? low + 1 : high], [label + 1, end]);
  const lines = rows.map((one, index) => {
    const top = index * row + (name === 'wide' ? 6 : 20);
    const base = top + bar - 4 + (name === 'wide' ? 0 : 1);
    const [from, to] = one.value === null ? [x(0), x(0)] : [Math.min(x(0), x(one.value)), Math.max(x(0), x(one.value))];
    const after = to + TEXT_GAP;
    const head =
      name === 'wide'
        ? `<text class="end" x="${label - 10}" y="${base}">${escaped(one.label)}</text>`
        : `<text y="${top - 6}">${escaped(one.note ? `${one.label} · ${one.note}` : one.label)}</text>`;
    const tail =
      name === 'wide' && one.note ? `<text x="${at(after + widthOf(one.text) + TEXT_GAP)}" y="${base}">${escaped(one.note)}</text>` : '';
    const rect =
      one.value === null
        ? ''
        : `<rect class="b-${one.tone}" x="${at(from)}" y="${top}" width="${at(Math.max(1, to - from))}" height="${bar}"/>`;
    return `${head}${rect}<text class="lbl" x="${at(after)}" y="${base}">${escaped(one.text)}</text>${tail}`;
  });
  const height = rows.length * row + (name === 'wide' ? 4 : 8);
  return [
    `<svg class="chart chart--${name}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>`,
    ...lines,
    '</svg>',
  ].join('');
}
