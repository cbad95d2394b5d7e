import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { observationFault, outlierWarning, parseValue } from '~/features/outcomes/observation';
import { closedYearsBefore, lastEndedPeriod, parsePeriod, periodOf, yearEndRefusal, yearOfFinancialYear } from '~/features/outcomes/period';
import { metricOfCode } from '../../../db/seed/reference/metrics';

describe('reading a typed value', () => {
  test.each([
    ['1 234,5', 'fr', 1234.5],
    ['1\u202f234,5', 'fr', 1234.5],
    ['1.234,50', 'fr', 1234.5],
    ['34.5', 'fr', 34.5],
    ['12 ETP', 'fr', 12],
    ['0', 'fr', 0],
    ['1,234.5', 'en', 1234.5],
    ['1,234', 'en', 1234],
    ['1234.50', 'en', 1234.5],
    ['12 FTE', 'en', 12],
  ] as const)('%s in %s is %d', (text, language, value) => {
    expect(parseValue(text, 'fte', language)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'fte', 'empty'],
    ['   ', 'fte', 'empty'],
    ['€', 'eur', 'empty'],
    ['douze', 'fte', 'not_a_number'],
    ['1e6', 'eur', 'not_a_number'],
    ['1,2,3', 'fte', 'not_a_number'],
    ['1.234', 'fte', 'ambiguous'],
    ['12,345', 'fte', 'too_many_decimals'],
    ['1,5', 'eur', 'too_many_decimals'],
    ['-1', 'fte', 'too_low'],
    ['-1', 'eur', 'too_low'],
    ['10,1', 'score_0_10', 'too_high'],
    ['0', 'trl', 'too_low'],
    ['10', 'trl', 'too_high'],
    ['4', 'export_status', 'too_high'],
    ['900000000000000', 'eur', 'too_high'],
  ] as const)('%s as %s: %s', (text, unit, fault) => {
    expect(parseValue(text, unit, 'fr')).toEqual({ ok: false, fault });
  });

  test('value added and net jobs may be negative; a minus sign of any kind', () => {
    expect(parseValue('-3,5', 'net_fte', 'fr')).toEqual({ ok: true, value: -3.5 });
    expect(parseValue('\u22123,5', 'net_fte', 'fr')).toEqual({ ok: true, value: -3.5 });
    expect(parseValue('12 000 €', 'eur', 'fr')).toEqual({ ok: true, value: 12000 });
  });

  test('what a language prints, it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom('fr' as const, 'en' as const), (cents, language) => {
        const value = cents / 100;
        const printed = value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { minimumFractionDigits: 2 });
        expect(parseValue(printed, 'fte', language)).toEqual({ ok: true, value });
      }),
    );
  });
});

describe('jumps', () => {
  const turnover = metricOfCode('FIN-01');
  const headcount = metricOfCode('EMP-01');

  test('beyond 50 %, or 30 % for people', () => {
    expect(outlierWarning(100, 150, turnover)).toBeNull();
    expect(outlierWarning(100, 151, turnover)).toMatchObject({ limit: 0.5 });
    expect(outlierWarning(100, 49, turnover)).toMatchObject({ change: -0.51 });
    expect(outlierWarning(10, 13, headcount)).toBeNull();
    expect(outlierWarning(10, 13.1, headcount)).toMatchObject({ limit: 0.3 });
    expect(outlierWarning(10, 6.9, headcount)?.change).toBeCloseTo(-0.31);
  });

  test('from nothing to something; unknown is no jump', () => {
    expect(outlierWarning(0, 5, turnover)).toEqual({ change: null, limit: 0.5 });
    expect(outlierWarning(0, 0, turnover)).toBeNull();
    expect(outlierWarning(null, 5, turnover)).toBeNull();
    expect(outlierWarning(5, null, turnover)).toBeNull();
  });
});

describe('what can be recorded', () => {
  const value = { num: 5, den: null, unknownReason: null, validOn: '2026-11-23' };

  test('a number or a reason, never both or neither', () => {
    const metric = metricOfCode('EMP-01');
    expect(observationFault(metric, value, '2026-11-23')).toBeNull();
    expect(observationFault(metric, { ...value, num: 0 }, '2026-11-23')).toBeNull();
    expect(observationFault(metric, { ...value, unknownReason: 'not_measured' }, '2026-11-23')).toBe('number_or_reason');
    expect(observationFault(metric, { ...value, num: null }, '2026-11-23')).toBe('number_or_reason');
    expect(observationFault(metric, { ...value, num: null, unknownReason: 'not_measured' }, '2026-11-23')).toBeNull();
    expect(observationFault(metric, { ...value, den: 2 }, '2026-11-23')).toBe('denominator_unexpected');
    expect(observationFault(metric, { ...value, validOn: '2026-11-24' }, '2026-11-23')).toBe('future_date');
  });

  test('a ratio has a denominator, and not zero', () => {
    const metric = metricOfCode('ACC-06');
    expect(observationFault(metric, { ...value, den: 10 }, '2026-11-23')).toBeNull();
    expect(observationFault(metric, value, '2026-11-23')).toBe('denominator_missing');
    expect(observationFault(metric, { ...value, den: 0 }, '2026-11-23')).toBe('denominator_zero');
  });
});

describe('periods', () => {
  test('years and half-years', () => {
    expect(parsePeriod('2025')).toEqual({ code: '2025', grain: 'annual', from: '2025-01-01', until: '2025-12-31' });
    expect(parsePeriod('2025-H2')).toMatchObject({ from: '2025-07-01', until: '2025-12-31' });
    expect(['2025-H3', '25', '2025-S1', ''].map(parsePeriod)).toEqual([null, null, null, null]);
    expect([
      periodOf('half_year', '2026-06-30').code,
      periodOf('half_year', '2026-07-01').code,
      periodOf('annual', '2026-06-30').code,
    ]).toEqual(['2026-H1', '2026-H2', '2026']);
    expect([
      lastEndedPeriod('annual', '2026-11-23').code,
      lastEndedPeriod('half_year', '2026-11-23').code,
      lastEndedPeriod('half_year', '2026-03-01').code,
    ]).toEqual(['2025', '2026-H1', '2025-H2']);
  });

  test('reference years: the last closed, or up to three, fewer if younger', () => {
    expect(closedYearsBefore('2026-03-09', 3).map((period) => period.code)).toEqual(['2025', '2024', '2023']);
    expect(closedYearsBefore('2026-03-09', 3, '2024-06-01').map((period) => period.code)).toEqual(['2025', '2024']);
    expect(closedYearsBefore('2026-03-09', 1, '2026-01-01')).toEqual([]);
  });

  test('a financial year counts where it closes, or where most of it lies', () => {
    expect(yearOfFinancialYear('2026-03-31')).toBe(2026);
    expect(yearOfFinancialYear('2026-03-31', 12, 'majority_of_months')).toBe(2025);
    expect(yearOfFinancialYear('2026-06-30', 12, 'majority_of_months')).toBe(2026);
  });

  test('closing dates of domain.md §2.1', () => {
    expect(yearEndRefusal('2026-12-31', '2025-12-31')).toBeNull();
    expect(yearEndRefusal('2026-06-30', '2025-12-31')).toBeNull();
    expect(yearEndRefusal('2027-06-30', '2025-12-31')).toBeNull();
    expect(yearEndRefusal('2026-05-31', '2025-12-31')).toBe('too_far_from_previous');
    expect(yearEndRefusal('2027-12-31', '2025-12-31')).toBe('too_long');
    expect(yearEndRefusal('2026-02-30', null)).toBe('not_a_date');
    expect(yearEndRefusal('2026-02-28', null)).toBeNull();
  });
});
