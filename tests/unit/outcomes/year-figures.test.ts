import { describe, expect, it, test } from 'vitest';
import { contradictionsIn, contradictionsOf, type YearFigures } from '~/features/outcomes/year-figures';

const found = (figures: YearFigures, standsAlone = true) =>
  contradictionsIn(figures, { standsAlone }).map(({ finding, isImpossible }) => [finding, isImpossible ? 'impossible' : 'to explain']);

describe('figures of one year (domain.md §2.1)', () => {
  test.each<[string, YearFigures, [string, string][]]>([
    ['exports above turnover', { 'FIN-01': 100, 'EXP-01': 101 }, [['export_over_turnover', 'impossible']]],
    ['research jobs above headcount', { 'EMP-01': 9, 'EMP-03': 9.5 }, [['rd_over_headcount', 'impossible']]],
    ['jobs in the territory above headcount', { 'EMP-01': 9, 'POL-02': 10 }, [['territory_over_headcount', 'impossible']]],
    ['a research budget above turnover', { 'FIN-01': 0, 'INN-01': 1 }, [['rd_spending_over_turnover', 'to explain']]],
  ])('%s', (_, figures, expected) => {
    expect(found(figures)).toEqual(expected);
  });

  it('lets the head of a group count the whole group in the territory, if it says so', () => {
    expect(found({ 'EMP-01': 9, 'POL-02': 10 }, false)).toEqual([['territory_over_headcount', 'to explain']]);
    expect(found({ 'EMP-01': 9, 'EMP-03': 10 }, false)).toEqual([['rd_over_headcount', 'impossible']]);
  });

  it('finds nothing in equal figures, nor where one is unknown', () => {
    expect(found({ 'FIN-01': 100, 'EXP-01': 100, 'INN-01': 100, 'EMP-01': 9, 'EMP-03': 9, 'POL-02': 9 })).toEqual([]);
    expect(found({ 'EXP-01': 5, 'EMP-03': 5, 'POL-02': 5, 'INN-01': 5 })).toEqual([]);
    expect(found({ 'EXP-01': 5, 'FIN-01': null })).toEqual([]);
    expect(found({})).toEqual([]);
  });

  it('asks of one figure only what it has a share in', () => {
    const figures = { 'FIN-01': 100, 'EXP-01': 120, 'EMP-01': 9, 'EMP-03': 10 };
    const of = (metric: 'FIN-01' | 'EMP-01' | 'POL-02') =>
      contradictionsOf(metric, figures, { standsAlone: true }).map(({ finding }) => finding);
    expect(of('FIN-01')).toEqual(['export_over_turnover']);
    expect(of('EMP-01')).toEqual(['rd_over_headcount']);
    expect(of('POL-02')).toEqual([]);
  });
});
