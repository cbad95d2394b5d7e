import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { ChartDrawing } from '~/ui/charts/chart';
import { drawTrajectory } from '~/ui/charts/trajectory.server';
import { indicatorNumber, signOf } from './figure';
import type { ImpactReading } from './reading';
import type { Scorecard } from './scorecard.queries.server';
import { trajectoryFinding } from './trajectory-finding';

export type TrajectoryView = {
  code: string;
  title: string;
  drawing: ChartDrawing;
  points: { on: string; actual: number | null; target: number | null }[];
  decimals: { min: number; max: number };
};

/** The chosen indicator's path, drawn on the server; its title says the finding. */
export function drawIndicator(scorecard: Scorecard, { on }: ImpactReading, locale: Locale): TrajectoryView | null {
  const { trajectory } = scorecard;
  const chosen = scorecard.objectives.flatMap(({ lines }) => lines).find(({ code }) => code === trajectory?.code);
  if (!trajectory || !chosen) return null;
  const t = messagesFor(locale)('impact');
  const f = formatsFor(locale);
  const key = signOf(chosen);
  const o = messagesFor(locale)('outcomes');
  const sign = key === null ? '' : key === 'fte' ? `\u00a0${o('sign.fte')}` : key === 'score_0_10' ? '' : `\u00a0${t(`sign.${key}`)}`;
  const number = (value: number | null) => (value === null ? t('unknown') : `${indicatorNumber(f, chosen, value)}${sign}`);
  const { key: finding, gap } = trajectoryFinding(chosen, trajectory.points, on);
  const title = t(`trajectory.finding.${finding}`, { label: chosen.of.label, gap: number(gap), value: number(chosen.achieved) });
  const description = t('trajectory.description', {
    from: f.date(scorecard.startsOn),
    until: f.date(scorecard.endsOn),
    achieved: number(chosen.achieved),
    expected: number(chosen.expected),
    on: f.date(on),
  });
  const decimals = { min: 0, max: chosen.rule === 'distinct' || chosen.rule === 'growth' ? 0 : 1 };
  const drawing = drawTrajectory(
    {
      title,
      description,
      points: trajectory.points,
      asOf: { on, actual: chosen.achieved, expected: chosen.expected },
      projection: chosen.projection === null || on >= scorecard.endsOn ? null : { on: scorecard.endsOn, value: chosen.projection },
      decimals,
    },
    locale,
    'trajectory',
  );
  return { code: chosen.code, title, drawing, points: trajectory.points, decimals };
}
