import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isEntered, isHeadcount } from '~/features/outcomes/metric';
import { METRICS, metricOfCode } from '../../../db/seed/reference/metrics';
import { PLAN_TEMPLATES } from '../../../db/seed/reference/plan-templates';

/** Rows of the catalogue in the text of the domain: code, type, direction, period, base. */
function rowsOfDomain(): string[][] {
  const text = readFileSync(new URL('../../../docs/domain.md', import.meta.url), 'utf8');
  const catalogue = text.slice(text.indexOf('### 4.2'), text.indexOf('## 5.'));
  return [...catalogue.matchAll(/^\| ([A-Z]{3}-\d{2}) \|.*$/gm)].map(([line]) =>
    line
      .split('|')
      .map((part) => part.trim())
      .slice(1),
  );
}

describe('the catalogue of domain.md §4.2', () => {
  const rows = rowsOfDomain();

  test('has every row of the text, once', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(METRICS.map((metric) => metric.code).sort()).toEqual(rows.map(([code]) => code).sort());
  });

  test.each(rows.map((row) => [row[0] ?? '', row] as const))(
    '%s has the type, direction, period, baseline and counting rules of the text',
    (code, row) => {
      const metric = metricOfCode(code);
      const arrows = { up: '↑', down: '↓', none: '–' };
      const grains = { annual: 'A', half_year: 'S', event: 'E' };
      expect([metric.kind, arrows[metric.direction], grains[metric.grain], metric.baselineKind ?? '–']).toEqual(row.slice(3, 7));
      expect(metric.doubleCounting.join()).toBe((row[9]?.match(/\bD[1-6]\b/g) ?? []).join());
      expect(metric.european.map((indicator) => indicator.code)).toEqual(row[10]?.match(/\b(RC[OR]|CO)\d+\b/g) ?? []);
      const label = row[1]?.split(' / ')[0]?.replaceAll("'", '’') ?? '';
      expect(metric.label.fr.startsWith(label)).toBe(true);
    },
  );

  test('has no blank text in either language', () => {
    for (const { code, label, rule, evidence, parts } of METRICS) {
      const texts = [label, rule, evidence, ...(parts ? [parts.numerator, parts.denominator] : [])];
      for (const { fr, en } of texts) expect([code, fr.trim() !== '', en.trim() !== '']).toEqual([code, true, true]);
    }
  });

  test('a typed ratio says what it divides; a derived one names metrics that exist', () => {
    for (const metric of METRICS) {
      if (metric.kind === 'ratio') expect([metric.code, isEntered(metric) === (metric.parts !== undefined)]).toEqual([metric.code, true]);
      if (!metric.derivedFrom) continue;
      const sources = [
        ...metric.derivedFrom.numerator,
        ...('denominator' in metric.derivedFrom ? metric.derivedFrom.denominator : [metric.derivedFrom.baseline]),
      ];
      for (const source of sources) expect(isEntered(metricOfCode(source))).toBe(true);
    }
  });

  test('headcounts are the stocks of people', () => {
    expect(METRICS.filter(isHeadcount).map((metric) => metric.code)).toEqual(['EMP-01', 'EMP-03', 'POL-02']);
    expect(() => metricOfCode('FIN-99')).toThrow(RangeError);
  });
});

describe('templates and catalogue', () => {
  test('every figure a milestone asks for exists', () => {
    for (const { milestones } of PLAN_TEMPLATES)
      for (const { moves } of milestones) for (const { metric } of moves) expect(metricOfCode(metric).code).toBe(metric);
  });

  test('a required baseline is a typed value with a reference date, asked or used by the track', () => {
    for (const { code, milestones, requiredBaselines } of PLAN_TEMPLATES) {
      const asked = milestones.flatMap(({ moves }) => moves.map(({ metric }) => metric));
      const used = asked.flatMap((metric) => {
        const { derivedFrom } = metricOfCode(metric);
        return derivedFrom
          ? [...derivedFrom.numerator, ...('denominator' in derivedFrom ? derivedFrom.denominator : [derivedFrom.baseline])]
          : [metric];
      });
      expect(requiredBaselines.length).toBeGreaterThan(0);
      for (const metric of requiredBaselines) {
        expect(['B0', 'B1', 'B3']).toContain(metricOfCode(metric).baselineKind);
        expect(isEntered(metricOfCode(metric))).toBe(true);
        expect([code, [...asked, ...used].includes(metric)]).toEqual([code, true]);
      }
    }
  });
});
