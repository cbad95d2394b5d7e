import { describe, expect, test } from 'vitest';
import { workOut } from '~/features/impact/worked-example';
import { METRICS, metricOfCode } from '../../../db/seed/reference/metrics';

const rounded = (value: number | readonly number[] | null) =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value === null ? null : [...value];

describe('the worked example beside each definition', () => {
  test.each(METRICS.map((metric) => [metric.code, metric] as const))('%s is what the code makes of its facts', (_code, metric) => {
    const worked = workOut(metric, metric.example);
    expect(rounded(worked.result)).toEqual(metric.example.result);
    expect(rounded(worked.companion)).toEqual(metric.example.companion ?? null);
  });

  test.each(METRICS.map((metric) => [metric.code, metric] as const))('%s has no fact that could be left out unseen', (_code, metric) => {
    const { example } = metric;
    expect(example.words.fr.trim()).not.toBe('');
    expect(example.words.en.trim()).not.toBe('');
    const isMute = example.facts.every((_fact, index) => {
      const without = { ...example, facts: example.facts.filter((_one, other) => other !== index) };
      return JSON.stringify(workOut(metric, without)) === JSON.stringify(workOut(metric, example));
    });
    expect(isMute).toBe(false);
  });

  test('a second entry of one event, a fact outside the perimeter and one after the day of reading add nothing', () => {
    const shown = metricOfCode('FIN-04').example;
    const [first] = shown.facts;
    if (!first) throw new Error('no fact');
    expect(workOut(metricOfCode('FIN-04'), { ...shown, facts: [first, { ...first }] }).result).toBe(1_500_000);
    expect(workOut(metricOfCode('FIN-04'), { ...shown, facts: [first, { ...first, key: 'PACTE-3' }] }).result).toBe(3_000_000);
    expect(workOut(metricOfCode('FIN-04'), { ...shown, facts: [{ ...first, on: '2027-01-01' }] }).result).toBe(0);
    expect(
      workOut(metricOfCode('POL-02'), { ...shown, facts: [{ of: 'C', on: '2026-12-31', value: 3, isOutside: true }] }).result,
    ).toBeNull();
  });

  test('European codes carry their period: 2014-2020 for CO, 2021-2027 for RCO and RCR', () => {
    for (const { european } of METRICS)
      for (const { code, from, until, name } of european) {
        expect([code, from, until]).toEqual(
          code.startsWith('CO') ? [code, '2014-01-01', '2020-12-31'] : [code, '2021-01-01', '2027-12-31'],
        );
        expect(name === null).toBe(code.startsWith('CO'));
      }
  });
});
