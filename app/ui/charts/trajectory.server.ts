import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { type Formats, formatsFor, type NumberDecimals } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { ChartDrawing } from './chart';
import { at, escaped } from './svg.server';

export type TrajectoryPoint = { on: string; actual: number | null; target: number | null };

export type Trajectory = {
  /** The finding, in one sentence: it names the drawing. */
  title: string;
  /** What a person who does not see the drawing needs beside its title. */
  description: string;
  /** In date order; `null` where nothing is known or set. */
  points: readonly TrajectoryPoint[];
  /** The day of reading. */
  asOf: { on: string; actual: number | null; expected: number | null };
  projection?: { on: string; value: number } | null;
  decimals?: NumberDecimals;
};

type Frame = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  mostTicks: number;
  isNarrow: boolean;
};

const WIDE: Frame = { width: 720, height: 268, left: 52, right: 130, top: 16, bottom: 30, mostTicks: 7, isNarrow: false };
const NARROW: Frame = { width: 330, height: 230, left: 46, right: 44, top: 16, bottom: 30, mostTicks: 5, isNarrow: true };

const LINE_OF_TEXT = 16;

const dayNumber = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** Actual solid, target dashed, the expected value at the day of reading, projection dotted: drawn here, so that it costs the browser nothing. */
export function drawTrajectory(trajectory: Trajectory, locale: Locale, id: string): ChartDrawing {
  const draw = (frame: Frame) => drawFrame(trajectory, locale, `${id}-${frame.isNarrow ? 'n' : 'w'}`, frame);
  return { wide: draw(WIDE), narrow: draw(NARROW) };
}

function drawFrame(trajectory: Trajectory, locale: Locale, id: string, frame: Frame): string {
  const { points, asOf, projection } = trajectory;
  const formats = formatsFor(locale);
  const values = [...points.flatMap(({ actual, target }) => [actual, target]), asOf.actual, asOf.expected, projection?.value].filter(
    (value): value is number => typeof value === 'number',
  );
  const days = [...points.map(({ on }) => on), asOf.on, ...(projection ? [projection.on] : [])].map(dayNumber);
  const [lowest, highest] = [Math.min(...values, Number.POSITIVE_INFINITY), Math.max(...values, Number.NEGATIVE_INFINITY)];
  const hasValues = Number.isFinite(lowest);
  // A line may start above zero when all its values stand far from it; a sum that grows from nothing starts at zero.
  const floor = !hasValues || lowest > highest / 2 ? lowest : Math.min(0, lowest);
  const y = scaleLinear(hasValues ? [floor, highest === floor ? floor + 1 : highest] : [0, 1], [
    frame.height - frame.bottom,
    frame.top,
  ]).nice(4);
  const x = scaleLinear([Math.min(...days), Math.max(...days)], [frame.left, frame.width - frame.right]);
  const trace = (list: readonly { on: string; value: number | null }[]) =>
    line<{ on: string; value: number | null }>()
      .defined(({ value }) => value !== null)
      .x(({ on }) => x(dayNumber(on)))
      .y(({ value }) => y(value ?? 0))
      .digits(1)([...list]) ?? '';
  const actualLine = points.filter(({ on }) => on <= asOf.on).map(({ on, actual }) => ({ on, value: actual }));
  if (asOf.actual !== null && actualLine.at(-1)?.on !== asOf.on) actualLine.push({ on: asOf.on, value: asOf.actual });
  return [
    `<svg class="chart chart--${frame.isNarrow ? 'narrow' : 'wide'}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${escaped(trajectory.title)}</title><desc id="${id}-d">${escaped(trajectory.description)}</desc>`,
    ...axes(x, y, frame, formats, trajectory.decimals),
    `<path class="target" d="${trace(points.map(({ on, target }) => ({ on, value: target })))}"/>`,
    `<path class="actual" d="${trace(actualLine)}"/>`,
    ...marks(trajectory, x, y, frame, formats, locale),
    '</svg>',
  ].join('');
}

type Scale = (value: number) => number;

function axes(
  x: Scale & { domain(): number[] },
  y: Scale & { ticks(count: number): number[] },
  frame: Frame,
  formats: Formats,
  decimals?: NumberDecimals,
): string[] {
  const [from = 0, to = 0] = x.domain();
  const right = frame.width - frame.right;
  const bottom = frame.height - frame.bottom;
  const rows = y.ticks(4).map((tick) => {
    const level = at(y(tick));
    const kind = Math.abs(y(tick) - bottom) < 0.5 ? 'axis' : 'grid';
    return `<line class="${kind}" x1="${frame.left}" x2="${right}" y1="${level}" y2="${level}"/><text class="end" x="${frame.left - 8}" y="${at(y(tick) + 4)}">${escaped(formats.number(tick, decimals === undefined ? undefined : { min: 0, max: typeof decimals === 'number' ? decimals : decimals.max }))}</text>`;
  });
  return [
    ...rows,
    ...monthTicks(from, to, frame.mostTicks).map(
      ({ day, iso, isYear }) =>
        `<text class="mid" x="${at(x(day))}" y="${frame.height - 8}">${escaped(isYear ? iso.slice(0, 4) : formats.month(iso))}</text>`,
    ),
  ];
}

/** First days of months at an even step, few enough to be read; a January carries its year. */
export function monthTicks(from: number, to: number, most: number): { day: number; iso: string; isYear: boolean }[] {
  const start = new Date(from * 86_400_000);
  const months: { day: number; iso: string; month: number }[] = [];
  for (let index = 0; ; index += 1) {
    const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index, 1);
    if (first / 86_400_000 > to) break;
    if (first / 86_400_000 >= from - 1)
      months.push({ day: first / 86_400_000, iso: new Date(first).toISOString().slice(0, 10), month: new Date(first).getUTCMonth() });
  }
  const step =
    [1, 2, 3, 6, 12, 24, 36, 60].find(
      (size) => months.filter(({ month }) => month % Math.min(size, 12) === 0).length / Math.max(1, size / 12) <= most,
    ) ?? 120;
  const kept = months.filter(
    ({ month, iso }) => month % Math.min(step, 12) === 0 && (step <= 12 || Number(iso.slice(0, 4)) % (step / 12) === 0),
  );
  return kept.map(({ day, iso, month }) => ({ day, iso, isYear: month === 0 }));
}

function marks(
  { points, asOf, projection, decimals }: Trajectory,
  x: Scale,
  y: Scale,
  frame: Frame,
  formats: Formats,
  locale: Locale,
): string[] {
  const t = messagesFor(locale)('ui');
  const say = (name: 'actual' | 'target' | 'expected' | 'projection', value: number) =>
    `${t(`chart.${name}`)} ${formats.number(value, decimals)}`;
  const parts: string[] = [];
  const now = x(dayNumber(asOf.on));
  const end = frame.width - frame.right + 8;
  const lastTarget = [...points].reverse().find(({ target }) => target !== null);
  const short = (name: 'target' | 'projection', value: number) => (frame.isNarrow ? formats.number(value, decimals) : say(name, value));
  const [targetLevel, projectionLevel] = apart(
    lastTarget?.target == null ? null : y(lastTarget.target),
    projection ? y(projection.value) : null,
  );
  if (asOf.actual !== null && projection) {
    parts.push(`<path class="proj" d="M${at(now)} ${at(y(asOf.actual))}L${at(x(dayNumber(projection.on)))} ${at(y(projection.value))}"/>`);
  }
  if (asOf.actual !== null && asOf.expected !== null && asOf.expected > asOf.actual) {
    parts.push(`<line class="gap-line" x1="${at(now)}" x2="${at(now)}" y1="${at(y(asOf.expected))}" y2="${at(y(asOf.actual))}"/>`);
  }
  if (asOf.expected !== null) parts.push(`<circle class="dot-hollow" cx="${at(now)}" cy="${at(y(asOf.expected))}" r="3.5"/>`);
  if (asOf.actual !== null) parts.push(`<circle class="dot" cx="${at(now)}" cy="${at(y(asOf.actual))}" r="5"/>`);
  if (lastTarget?.target != null && targetLevel !== null)
    parts.push(`<text class="lbl" x="${end}" y="${at(targetLevel + 4)}">${escaped(short('target', lastTarget.target))}</text>`);
  if (projection && projectionLevel !== null)
    parts.push(
      `<text class="lbl-brand" x="${end}" y="${at(projectionLevel + 4)}">${escaped(short('projection', projection.value))}</text>`,
    );
  parts.push(...readingLabels(asOf, now, y, frame, say));
  return parts;
}

/** The two values of the day of reading: the higher one above its point, the lower one under it, clear of a line that climbs from the left. */
function readingLabels(
  asOf: Trajectory['asOf'],
  now: number,
  y: Scale,
  frame: Frame,
  say: (name: 'actual' | 'expected', value: number) => string,
): string[] {
  const isLate = now > frame.left + 110;
  const isAhead = asOf.actual !== null && asOf.expected !== null && asOf.actual >= asOf.expected;
  const label = (name: 'actual' | 'expected', value: number, isAbove: boolean) => {
    const level = Math.min(frame.height - frame.bottom - 6, Math.max(12, y(value) + (isAbove ? -8 : 26)));
    const end = isAbove ? now - 8 : Math.min(now + (frame.isNarrow ? 60 : 40), frame.width - 2);
    const place = isLate
      ? `${name === 'actual' ? 'lbl-brand' : 'lbl'} end" x="${at(end)}"`
      : `${name === 'actual' ? 'lbl-brand' : 'lbl'}" x="${at(now + 8)}"`;
    return `<text class="${place} y="${at(level)}">${escaped(say(name, value))}</text>`;
  };
  return [
    ...(asOf.actual === null ? [] : [label('actual', asOf.actual, isAhead)]),
    ...(asOf.expected === null ? [] : [label('expected', asOf.expected, !isAhead)]),
  ];
}

/** Two labels at least one line of text apart, around their middle. */
function apart(first: number | null, second: number | null): [number | null, number | null] {
  if (first === null || second === null || Math.abs(first - second) >= LINE_OF_TEXT) return [first, second];
  const middle = (first + second) / 2;
  const half = LINE_OF_TEXT / 2;
  return first <= second ? [middle - half, middle + half] : [middle + half, middle - half];
}
