import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { SparkLine } from './spark';

export const SPARK_WIDTH = 140;
export const SPARK_HEIGHT = 48;
const EDGE = 5;

/** The one scale on which several small drawings are compared; it always holds zero. */
export function sharedDomain(lists: readonly (readonly (number | null)[])[]): [number, number] {
  const values = lists.flat().filter((value): value is number => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return low === high ? [low, low + 1] : [low, high];
}

/** A small line without axes: its path, its last point and where zero stands. Unknown values break it. */
export function sparkOf(values: readonly (number | null)[], domain?: readonly [number, number]): SparkLine {
  const known = values.filter((value): value is number => value !== null);
  const [low = 0, high = 1] = domain ?? [Math.min(...known, Number.POSITIVE_INFINITY), Math.max(...known, Number.NEGATIVE_INFINITY)];
  const hasRange = known.length > 0 && high > low;
  const y = scaleLinear(hasRange ? [low, high] : [low - 1, low + 1], [SPARK_HEIGHT - EDGE, EDGE]);
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [EDGE, SPARK_WIDTH - EDGE]);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_value, index) => x(index))
    .y((value) => y(value ?? 0))
    .digits(1)([...values]);
  const last = values.at(-1);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    d: path ?? '',
    end: last === null || last === undefined ? null : { x: rounded(x(values.length - 1)), y: rounded(y(last)) },
    zero: domain ? rounded(y(0)) : null,
  };
}
