import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { ChartDrawing } from '~/ui/charts/chart';
import { drawTrajectory } from '~/ui/charts/trajectory.server';
import { indicatorNumber, withSign } from './figure';
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
  const say = { impact: t, outcomes: messagesFor(locale)('outcomes') };
  const bare = (value: number) => indicatorNumber(f, chosen, value);
  // A mark out of ten needs no sign on its own drawing.
  const number = (value: number | null) =>
    value === null ? t('unknown') : chosen.of.unit === 'score_0_10' ? bare(value) : withSign(bare(value), chosen, say);
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
