import { indicatorNumber, withSign } from '~/features/impact/figure';
import { indicatorSubject } from '~/features/impact/indicator-subject';
import { trajectoryFinding } from '~/features/impact/trajectory-finding';
import { TRACK_SHAPES, TRACKS } from '~/features/programmes/track';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import { type Bars, drawBars } from '~/ui/charts/bars.server';
import type { ChartDrawing } from '~/ui/charts/chart';
import type { SparkLine } from '~/ui/charts/spark';
import { sharedDomain, sparkOf } from '~/ui/charts/spark.server';
import { drawStacked } from '~/ui/charts/stacked.server';
import { drawTrajectory } from '~/ui/charts/trajectory.server';
import type { Overview, Part, Shown } from './overview.queries.server';
import { isNarrowed, type OverviewFilter } from './overview-filter';

export type Drawn = { title: string; drawing: ChartDrawing };
export type OverviewDrawings = {
  trajectory: Drawn;
  tracks: Drawn | null;
  proof: Drawn;
  /** By code of a tile, and by key of a multiple, these on one scale. */
  tiles: Record<string, SparkLine>;
  multiples: Record<string, SparkLine>;
};

/** Every drawing of the overview, made on the server; each title says its finding. */
export function drawOverview(overview: Overview, filter: OverviewFilter, locale: Locale): OverviewDrawings {
  const say = wordsOf(locale);
  const scale = sharedDomain(overview.multiples.map(({ trend }) => trend));
  return {
    trajectory: trajectoryOf(overview, filter, say),
    tracks: tracksOf(overview, say),
    proof: proofOf(overview, filter, say),
    tiles: Object.fromEntries(overview.tiles.map(({ code, trend }) => [code, sparkOf(trend)])),
    multiples: Object.fromEntries(overview.multiples.map(({ key, trend }) => [key, sparkOf(trend, scale)])),
  };
}

type Say = ReturnType<typeof wordsOf>;

function wordsOf(locale: Locale) {
  const [t, impact, outcomes] = [messagesFor(locale)('overview'), messagesFor(locale)('impact'), messagesFor(locale)('outcomes')];
  const f = formatsFor(locale);
  const number = (line: Shown, value: number | null) => (value === null ? t('unknown') : indicatorNumber(f, line, value));
  const signed = (line: Shown, value: number | null) =>
    value === null ? t('unknown') : withSign(number(line, value), line, { impact, outcomes });
  return { t, impact, programmes: messagesFor(locale)('programmes'), f, locale, number, signed };
}

function trajectoryOf({ chosen, contract }: Overview, filter: OverviewFilter, { t, impact, f, locale, signed }: Say): Drawn {
  const { on } = filter;
  const { key, gap } = trajectoryFinding({ achieved: chosen.reached, expected: chosen.due, line: chosen.line }, chosen.points, on);
  const label = chosen.of.label;
  const { reached, due: expected } = chosen;
  const title = isNarrowed(filter)
    ? t('finding.narrowed', { label, value: signed(chosen, reached) })
    : impact(`trajectory.finding.${key}`, { label, gap: signed(chosen, gap), value: signed(chosen, reached) });
  const description = t('trajectory.description', {
    from: f.date(contract.startsOn),
    until: f.date(contract.endsOn),
    achieved: signed(chosen, reached),
    on: f.date(on),
    has: expected === null ? 'no' : 'yes',
    expected: signed(chosen, expected),
  });
  const drawing = drawTrajectory(
    {
      ...{ title, description, points: chosen.points, asOf: { on, actual: reached, expected } },
      projection: chosen.projection === null ? null : { on: contract.endsOn, value: chosen.projection },
      decimals: decimalsOf(chosen),
    },
    locale,
    'trajectory',
  );
  return { title, drawing };
}

export function decimalsOf({ rule, scale }: Shown): { min: number; max: number } {
  const isCount = scale === 1 && (rule === 'distinct' || rule === 'growth' || rule === 'sum');
  return { min: 0, max: isCount ? 0 : 1 };
}

function tracksOf({ tracks, chosen }: Overview, { t, programmes, f, number, signed }: Say): Drawn | null {
  if (!tracks) return null;
  const series = [...TRACKS, ''] as const;
  const rowOf = (track: string) => tracks.rows.find((row) => row.track === track);
  const last = tracks.days.length - 1;
  const parts = (index: number) => series.map((track) => rowOf(track)?.values[index] ?? 0);
  const sum = (index: number) => parts(index).reduce((total, value) => total + value, 0);
  const largest = [...tracks.rows].filter(({ track }) => track !== '').sort((a, b) => (b.values[last] ?? 0) - (a.values[last] ?? 0))[0];
  const total = tracks.totals[last] ?? null;
  const title =
    largest && (largest.values[last] ?? 0) > 0
      ? t('tracks.finding', {
          label: chosen.of.label,
          track: programmes(`track.${largest.track as 'strategy'}`),
          value: signed(chosen, largest.values[last] ?? null),
          total: signed(chosen, total),
        })
      : t('tracks.none', { label: chosen.of.label });
  const description = t('tracks.description', {
    list: tracks.rows
      .filter(({ track }) => track !== '')
      .map(({ track, values }) => `${programmes(`track.${track as 'strategy'}`)} ${number(chosen, values[last] ?? null)}`)
      .join(', '),
    total: number(chosen, total),
  });
  const drawing = drawStacked(
    {
      ...{ title, description },
      series: [
        ...TRACKS.map((track) => ({ className: track === 'eu_projects' ? 'c-eu' : `c-${track}`, shape: TRACK_SHAPES[track] })),
        { className: 'b-none', shape: 'none' as const },
      ],
      columns: tracks.days.map((day, index) => ({
        label: quarterLabel(t, f, day, index === last),
        parts: parts(index),
        text: f.number(sum(index), decimalsOf(chosen)),
        mark: Math.abs((tracks.totals[index] ?? 0) - sum(index)) < 1e-6 ? null : (tracks.totals[index] ?? null),
      })),
      tick: (value) => f.number(value, decimalsOf(chosen)),
    },
    'tracks',
  );
  return { title, drawing };
}

/** The end of a quarter as T3 25, and the day of reading as itself. */
export function quarterLabel(t: Say['t'], f: Say['f'], day: string, isLast: boolean): string {
  const end = { '03-31': 1, '06-30': 2, '09-30': 3, '12-31': 4 }[day.slice(5)];
  if (end === undefined || isLast) return f.dayMonth(day);
  return t('quarter', { quarter: end, year: day.slice(2, 4) });
}

function proofOf({ chosen }: Overview, filter: OverviewFilter, { t, f, signed, number }: Say): Drawn {
  const label = chosen.of.label;
  const people = (n: number) => (n === 0 ? '' : t(`subjects.${indicatorSubject(chosen.code)}`, { n }));
  const bar = (name: string, { value, companies }: Part, tone: Bars['rows'][number]['tone']) => ({
    ...{ label: name, value: value ?? 0, text: value === null ? t('none') : number(chosen, value), note: people(companies), tone },
  });
  const { parts, readings } = chosen;
  const silent = parts?.unanswered ?? chosen.answers.expected - chosen.answers.answered;
  const rows: Bars['rows'] = [
    ...(chosen.expected === null ? [] : [bar(t('proof.expected'), { value: chosen.expected, companies: 0 }, 'hatch')]),
    ...(parts
      ? [
          bar(t('proof.verified'), parts.verified, 'main'),
          bar(t('proof.confirmed'), parts.confirmed, 'soft'),
          bar(t('proof.declared'), parts.declared, 'none'),
        ]
      : [
          bar(t('proof.at_least.3'), readings[3], 'main'),
          bar(t('proof.at_least.2'), readings[2], 'soft'),
          bar(t('proof.at_least.1'), readings[1], 'none'),
        ]),
    ...(chosen.refuted.values > 0
      ? [
          {
            label: t('proof.refuted'),
            value: null,
            text: t('proof.values', { n: chosen.refuted.values }),
            note: people(chosen.refuted.subjects),
            tone: 'hatch' as const,
          },
        ]
      : []),
    ...(silent > 0 ? [{ label: t('proof.unanswered'), value: null, text: t('proof.values', { n: silent }), tone: 'hatch' as const }] : []),
  ];
  const title = parts
    ? t('proof.finding', {
        label,
        value: signed(chosen, parts.verified.value),
        confirmed: number(chosen, parts.confirmed.value),
        has: (parts.confirmed.value ?? 0) > 0 ? 'yes' : 'no',
      })
    : t('proof.readings', { label, value: signed(chosen, readings[3].value), all: number(chosen, readings[1].value) });
  const description = rows.map((row) => `${row.label} ${row.text}`).join(', ');
  return { title, drawing: drawBars({ title, description: `${description}. ${t('proof.on', { on: f.date(filter.on) })}`, rows }, 'proof') };
}
