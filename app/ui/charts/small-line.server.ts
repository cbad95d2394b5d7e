import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

export type SmallLine = {
  /** The finding, in words: it names the drawing. */
  title: string;
  /** Evenly spaced, oldest first; `null` where nothing is known. */
  points: readonly { label: string; value: number | null }[];
  /** How a value reads beside its point, and on the axis. */
  say: (value: number) => string;
  tick: (value: number) => string;
};

const [WIDTH, HEIGHT] = [330, 168];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 66, 14, 26];

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);
const at = (value: number) => (Math.round(value * 10) / 10).toString();

/** A few years of one figure from zero, its last value said: small enough to stand beside another. Null under two known values. */
export function drawSmallLine({ title, points, say, tick }: SmallLine, id: string): string | null {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < 2) return null;
  const y = scaleLinear([Math.min(0, ...known), Math.max(1, ...known)], [HEIGHT - BOTTOM, TOP]).nice(3);
  const x = scaleLinear([0, points.length - 1], [LEFT, WIDTH - RIGHT]);
  const lastIndex = points.findLastIndex(({ value }) => value !== null);
  const last = points[lastIndex]?.value ?? 0;
  const path = line<{ value: number | null }>()
    .defined(({ value }) => value !== null)
    .x((_, index) => x(index))
    .y(({ value }) => y(value ?? 0))
    .digits(1)([...points]);
  const rows = y.ticks(3).map((value) => {
    const level = at(y(value));
    const kind = value === 0 ? 'axis' : 'grid';
    return `<line class="${kind}" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${level}" y2="${level}"/><text class="end" x="${LEFT - 8}" y="${at(y(value) + 4)}">${escaped(tick(value))}</text>`;
  });
  const labels = points.map(({ label }, index) => `<text class="mid" x="${at(x(index))}" y="${HEIGHT - 6}">${escaped(label)}</text>`);
  return [
    `<svg class="small-line" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-t"><title id="${id}-t">${escaped(title)}</title>`,
    ...rows,
    ...labels,
    `<path class="actual" d="${path}"/><circle class="dot" cx="${at(x(lastIndex))}" cy="${at(y(last))}" r="4.5"/>`,
    `<text class="lbl" x="${at(x(lastIndex) + 9)}" y="${at(y(last) + 4)}">${escaped(say(last))}</text></svg>`,
  ].join('');
}
