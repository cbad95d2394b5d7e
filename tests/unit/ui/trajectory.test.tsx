import { describe, expect, it } from 'vitest';
import { Chart } from '~/ui/charts/chart';
import { drawTrajectory, monthTicks, type Trajectory } from '~/ui/charts/trajectory.server';
import { TrajectoryTable } from '~/ui/charts/trajectory-table';
import { renderHtml } from '../../support/render';

const jobs: Trajectory = {
  title: 'Emplois nets : 287 réalisés pour 364 attendus <au 23 novembre>',
  description: 'Le réalisé passe sous la cible en 2024.',
  points: [
    { on: '2022-12-31', actual: 0, target: 0 },
    { on: '2023-12-31', actual: 22, target: 20 },
    { on: '2024-12-31', actual: null, target: 110 },
    { on: '2025-12-31', actual: 212, target: 230 },
    { on: '2026-12-31', actual: null, target: 380 },
  ],
  asOf: { on: '2026-11-23', actual: 287, expected: 364 },
  projection: { on: '2026-12-31', value: 306 },
  decimals: 0,
};

const pathsOf = (svg: string, kind: string) => svg.match(new RegExp(`<path class="${kind}" d="([^"]*)"`))?.[1] ?? '';

describe('a trajectory', () => {
  const { wide, narrow } = drawTrajectory(jobs, 'fr', 'jobs');

  it('names itself by its finding, and says the rest to who does not see it', () => {
    for (const [svg, id] of [
      [wide, 'jobs-w'],
      [narrow, 'jobs-n'],
    ] as const) {
      expect(svg).toContain(`role="img" aria-labelledby="${id}-t ${id}-d"`);
      expect(svg).toContain(`<title id="${id}-t">Emplois nets : 287 réalisés pour 364 attendus &lt;au 23 novembre&gt;</title>`);
      expect(svg).toContain(`<desc id="${id}-d">Le réalisé passe`);
      expect(svg).not.toContain('style=');
    }
  });

  it('breaks the line where a value is unknown, and never draws it past the day of reading', () => {
    const actual = pathsOf(wide, 'actual');
    expect(actual.match(/M/g)).toHaveLength(2);
    expect(pathsOf(wide, 'target').match(/M/g)).toHaveLength(1);
    const lastX = Number(/([\d.]+),[\d.]+$/.exec(actual)?.[1]);
    const lastTargetX = Number(/([\d.]+),[\d.]+$/.exec(pathsOf(wide, 'target'))?.[1]);
    expect(lastX).toBeLessThan(lastTargetX);
  });

  it('labels values directly, in words where there is room', () => {
    expect(wide).toContain('>Cible 380<');
    expect(wide).toContain('>Projection 306<');
    expect(wide).toContain('>Réalisé 287<');
    expect(wide).toContain('>Attendu 364<');
    expect(narrow).toContain('>306<');
    expect(drawTrajectory(jobs, 'en', 'jobs').wide).toContain('>Actual 287<');
  });

  it('shows the gap below what was expected, and none above', () => {
    expect(wide).toContain('class="gap-line"');
    expect(drawTrajectory({ ...jobs, asOf: { ...jobs.asOf, actual: 370 } }, 'fr', 'a').wide).not.toContain('gap-line');
  });

  it('keeps two labels apart that would lie on each other', () => {
    const { wide: close } = drawTrajectory({ ...jobs, projection: { on: '2026-12-31', value: 379 } }, 'fr', 'a');
    const levels = [...close.matchAll(/class="lbl(?:-brand)?" x="598" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(levels).toHaveLength(2);
    expect(Math.abs((levels[0] ?? 0) - (levels[1] ?? 0))).toBeGreaterThanOrEqual(16);
  });

  it('draws a frame and no line when nothing is known yet', () => {
    const { wide: empty } = drawTrajectory(
      {
        ...jobs,
        points: [{ on: '2026-01-01', actual: null, target: null }],
        asOf: { on: '2026-11-23', actual: null, expected: null },
        projection: null,
      },
      'fr',
      'a',
    );
    expect(pathsOf(empty, 'actual')).toBe('');
    expect(empty).not.toContain('NaN');
    expect(empty).not.toContain('Infinity');
  });

  it('marks few enough dates to be read', () => {
    const day = (iso: string) => Date.parse(iso) / 86_400_000;
    expect(monthTicks(day('2022-12-31'), day('2026-12-31'), 7).map(({ iso }) => iso)).toEqual([
      '2023-01-01',
      '2024-01-01',
      '2025-01-01',
      '2026-01-01',
    ]);
    const months = monthTicks(day('2026-01-01'), day('2026-11-23'), 7);
    expect(months.map(({ iso }) => iso.slice(5, 7))).toEqual(['01', '03', '05', '07', '09', '11']);
    for (const span of [1, 3, 9, 20, 40, 100, 300]) expect(monthTicks(0, span * 30, 5).length).toBeLessThanOrEqual(5);
  });

  it('gives its figures in a table under it, unknown never as zero', async () => {
    const rows = jobs.points.map(({ on, actual, target }) => ({ on, actual, target }));
    const html = await renderHtml(
      <Chart drawing={{ wide, narrow }} note="ETP" table={<TrajectoryTable rows={rows} caption="Emplois nets" decimals={0} />} />,
    );
    expect(html).toContain('<summary>Voir les chiffres</summary>');
    expect(html).toContain('31 déc. 2024');
    expect(html).toContain('<td class="num" data-label="Réalisé">inconnu</td>');
  });
});
