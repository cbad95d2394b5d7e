import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bars, drawBars } from '~/ui/charts/bars.server';
import { Spark } from '~/ui/charts/spark';
import { SPARK_HEIGHT, SPARK_WIDTH, sharedDomain, sparkOf } from '~/ui/charts/spark.server';
import { drawStacked, type Stacked, segmentsOf } from '~/ui/charts/stacked.server';
import { labelStep, widthOf } from '~/ui/charts/svg.server';
import { renderHtml } from '../../support/render';

const attributes = (svg: string, tag: string) =>
  [...svg.matchAll(new RegExp(`<${tag} class="([^"]*)"([^>]*)>(?:([^<]*)<)?`, 'g'))].map(([, className = '', rest = '', text = '']) => ({
    className,
    text,
    number: (name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(rest)?.[1]),
  }));

const quarters = ['T1 25', 'T2 25', 'T3 25', 'T4 25', 'T1 26', 'T2 26', 'T3 26', 'T4 26'];
const stacked: Stacked = {
  title: 'Par volet : 74 & plus',
  description: 'Deux volets',
  series: [
    { className: 'c-strategy', shape: 'square' },
    { className: 'c-financing', shape: 'circle' },
  ],
  columns: quarters.map((label, index) => ({ label, parts: [10 + index, 20], text: String(30 + index), mark: 25 })),
  tick: String,
};

describe('stacked columns', () => {
  it('the ends of a stack differ by the sum of its parts, whatever their signs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 8 }), (parts) => {
        const segments = segmentsOf(parts);
        const ends = segments.map(({ to }) => to);
        const sum = parts.reduce((total, value) => total + value, 0);
        expect(Math.max(0, ...ends) + Math.min(0, ...ends)).toBe(sum);
        for (const { series, from, to } of segments) expect(to - from).toBe(parts[series]);
      }),
    );
  });

  it('heights are in proportion and the whole column is as high as its total, less the gaps', () => {
    const { wide } = drawStacked(stacked, 's');
    const first = attributes(wide, 'rect')
      .slice(0, 2)
      .map(({ number }) => number('height') + 1.5);
    expect((first[1] ?? 0) / (first[0] ?? 1)).toBeCloseTo(2, 1);
  });

  it('shows the level to compare with, and a shape in each segment that has room', () => {
    const { wide } = drawStacked(stacked, 's');
    expect(wide.match(/class="level"/g)).toHaveLength(quarters.length);
    expect(wide.match(/class="glyph"/g)).toHaveLength(quarters.length * 2);
    expect(wide).toContain('Par volet : 74 &amp; plus');
    expect(wide).not.toContain('style=');
  });

  it.each(['wide', 'narrow'] as const)('no two labels of a line touch when %s, and the last column has its own', (name) => {
    const long = { ...stacked, columns: stacked.columns.map((column) => ({ ...column, text: '12 345,6', label: '1er trim. 2026' })) };
    for (const drawn of [stacked, long]) {
      const svg = drawStacked(drawn, 's')[name];
      const texts = attributes(svg, 'text');
      for (const className of ['mid', 'lbl mid']) {
        const row = texts
          .filter((text) => text.className === className)
          .map(({ text, number }) => ({ x: number('x'), width: widthOf(text) }));
        expect(row.length).toBeGreaterThan(0);
        for (const [index, one] of row.entries()) {
          const next = row[index + 1];
          if (next) expect(next.x - one.x).toBeGreaterThanOrEqual((one.width + next.width) / 2);
        }
      }
      expect(texts.filter(({ className }) => className === 'mid').at(-1)?.text).toBe(drawn.columns.at(-1)?.label);
    }
  });

  it('says nothing wrong of no column at all', () => {
    expect(drawStacked({ ...stacked, columns: [] }, 's').wide).toContain('</svg>');
    expect(labelStep([], 40)).toBe(1);
  });
});

describe('bars side by side', () => {
  const bars: Bars = {
    title: 'Par preuve',
    description: 'Quatre niveaux',
    rows: [
      { label: 'Attendu', value: 364, text: '364', tone: 'hatch' },
      { label: 'Vérifié', value: 182, text: '182', note: '80 entreprises', tone: 'main' },
      { label: 'En baisse', value: -20, text: '−20', tone: 'soft' },
      { label: 'Sans réponse', value: null, text: 'inconnu', note: '9 entreprises', tone: 'none' },
    ],
  };

  it.each(['wide', 'narrow'] as const)('are on one scale when %s, stay inside the drawing, and leave out what is unknown', (name) => {
    const svg = drawBars(bars, 'b')[name];
    const rects = attributes(svg, 'rect');
    expect(rects).toHaveLength(3);
    const [expected, verified, loss] = rects;
    expect((expected?.number('width') ?? 0) / (verified?.number('width') ?? 1)).toBeCloseTo(2, 1);
    expect((loss?.number('x') ?? 0) + (loss?.number('width') ?? 0)).toBeCloseTo(expected?.number('x') ?? 0, 0);
    const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    for (const { text, number } of attributes(svg, 'text').filter(({ className }) => className === 'lbl'))
      expect(number('x') + widthOf(text)).toBeLessThanOrEqual(width);
    expect(svg).toContain('inconnu');
  });
});

describe('small lines', () => {
  const heightsOf = (d: string) => [...d.matchAll(/[ML]?([\d.]+),([\d.]+)/g)].map(([, , y]) => Number(y));

  it('share one scale that holds zero: the same value is at the same height in each', () => {
    const [few, many] = [
      [0, 10, 20],
      [0, 20, 80],
    ];
    const domain = sharedDomain([few as number[], many as number[]]);
    expect(domain).toEqual([0, 80]);
    expect(heightsOf(sparkOf(few as number[], domain).d)[2]).toBe(heightsOf(sparkOf(many as number[], domain).d)[1]);
    expect(sharedDomain([])).toEqual([0, 1]);
    expect(sharedDomain([[-5, 3]])).toEqual([-5, 3]);
  });

  it('break where a value is unknown and end at the last known one only when it is the last', () => {
    const spark = sparkOf([1, null, 3]);
    expect(spark.d.match(/M/g)).toHaveLength(2);
    expect(spark.end?.x).toBe(SPARK_WIDTH - 5);
    expect(sparkOf([1, 2, null]).end).toBeNull();
    expect(sparkOf([]).d).toBe('');
  });

  it('stay inside their box, flat ones in its middle', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 }), (values) => {
        for (const y of heightsOf(sparkOf(values).d)) expect(y).toBeGreaterThanOrEqual(0);
        for (const y of heightsOf(sparkOf(values).d)) expect(y).toBeLessThanOrEqual(SPARK_HEIGHT);
      }),
    );
    expect(sparkOf([4, 4, 4]).end?.y).toBe(SPARK_HEIGHT / 2);
  });

  it('say from where to where they go', async () => {
    expect(await renderHtml(<Spark spark={sparkOf([1, 2])} label="De 1 à 2" />)).toContain('role="img" aria-label="De 1 à 2"');
  });
});
