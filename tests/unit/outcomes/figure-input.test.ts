import { describe, expect, test } from 'vitest';
import { readTypedFigure, unexplainedJump } from '~/features/outcomes/figure-input';
import type { SheetMetric } from '~/features/outcomes/figure-sheet';
import { comparableValue } from '~/features/outcomes/observation';

const metric = (change: Partial<SheetMetric>): SheetMetric => ({
  ...{
    code: 'EMP-01',
    version: 1,
    label: 'Effectif',
    unit: 'fte',
    kind: 'stock',
    grain: 'annual',
    baselineKind: 'B0',
    parts: null,
    evidence: '',
  },
  ...change,
});
const typed = (value: string, more: Partial<{ den: string; unknownReason: string }> = {}) => ({
  value,
  den: '',
  unknownReason: '',
  ...more,
});

describe('a typed figure', () => {
  test.each([
    ['46', 46],
    ['46,5', 46.5],
    ['1 234 ETP', 1234],
    ['0', 0],
  ])('%s is %d', (text, num) => {
    expect(readTypedFigure(typed(text), metric({}), 'fr')).toEqual({ ok: true, value: { num, den: null, unknownReason: null } });
  });

  test.each([
    ['', 'outcomes:fault.empty'],
    ['many', 'outcomes:fault.not_a_number'],
    ['-1', 'outcomes:fault.too_low'],
    ['46,123', 'outcomes:fault.too_many_decimals'],
  ])('%j is refused with %s', (text, message) => {
    expect(readTypedFigure(typed(text), metric({}), 'fr')).toEqual({ ok: false, errors: { value: message } });
  });

  test('a reason wins over a value left in place, and is never a zero', () => {
    expect(readTypedFigure(typed('46', { unknownReason: 'company_refuses' }), metric({}), 'fr')).toEqual({
      ok: true,
      value: { num: null, den: null, unknownReason: 'company_refuses' },
    });
    expect(readTypedFigure(typed('', { unknownReason: 'no such reason' }), metric({}), 'fr').ok).toBe(false);
  });

  test('a share is typed as its two numbers, and both are needed', () => {
    const share = metric({ unit: 'percent', kind: 'ratio', parts: { numerator: 'Réalisées', denominator: 'Prévues' } });
    expect(readTypedFigure(typed('7', { den: '12' }), share, 'fr')).toEqual({ ok: true, value: { num: 7, den: 12, unknownReason: null } });
    expect(readTypedFigure(typed('7'), share, 'fr')).toEqual({ ok: false, errors: { den: 'outcomes:fault.empty' } });
  });
});

test.each([
  [31, 340, null, true],
  [31, 340, 'a factory was bought', false],
  [100, 130, null, false],
  [null, 340, null, false],
  [100, null, null, false],
])('from %s to %s with the word %s: asked again %s', (before, after, comment, isAsked) => {
  expect(unexplainedJump(metric({}), before, after, comment) !== null).toBe(isAsked);
});

test('an event has no value before it', () => {
  expect(unexplainedJump(metric({ grain: 'event', kind: 'flow', unit: 'eur' }), 10, 1000, null)).toBeNull();
});

test('two years of a share are compared by their quotients', () => {
  expect(comparableValue({ num: 90, den: 100 })).toBe(0.9);
  expect(comparableValue({ num: 46, den: null })).toBe(46);
  expect(comparableValue({ num: null, den: null })).toBeNull();
  expect(comparableValue(null)).toBeNull();
});
