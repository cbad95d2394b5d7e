import { type Formats, formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { Translate } from '~/i18n/translate';
import { drawSmallLine } from '~/ui/charts/small-line.server';
import type { Size } from '../companies/company';
import type { Autonomy } from '../companies/profile-list';
import type { Track } from '../programmes/track';
import { type AnnualFigures, type AnnualMetric, annualFigures, computedSize, sizesOn } from './annual-figures';
import type { CompanyRecords } from './company-profile.queries.server';
import { type SizeBasis, sizeBasis, statusSince } from './size-category';
import { type Gap, gapsOf } from './track-gap';

export type AnnualSummary = {
  figures: AnnualFigures;
  /** What the last two known years say, in one sentence. */
  finding: string | null;
  charts: { key: 'turnover' | 'headcount'; drawing: string; note: string }[];
};

export type SizeSummary = {
  computed: Size | null;
  sinceYear: number | null;
  basis: SizeBasis /** What public bodies hold, when it ends SME status. */;
  publicShare: number | null;
};

/** The years of a company as its page shows them: table, finding and two drawings. */
export function summariseYears({ cells, years }: Pick<CompanyRecords, 'cells' | 'years'>, locale: Locale): AnnualSummary {
  const figures = annualFigures(cells, years);
  const t = messagesFor(locale)('profile');
  const f = formatsFor(locale);
  const series = (metric: AnnualMetric) =>
    figures.years.map(({ year, cells: own }) => ({ label: String(year), value: own[metric]?.num ?? null }));
  const money = (euros: number) => f.moneyShort(Math.round(euros * 100));
  const people = (count: number) => t('years.fte', { n: f.number(count, { min: 0, max: 1 }) });
  const drawn = [
    { key: 'turnover' as const, metric: 'FIN-01' as const, say: money, tick: money },
    { key: 'headcount' as const, metric: 'EMP-01' as const, say: people, tick: (value: number) => f.number(value) },
  ].flatMap(({ key, metric, ...words }) => {
    const note = t(`years.chart.${key}`);
    const drawing = drawSmallLine({ title: note, points: series(metric), ...words }, `years-${key}`);
    return drawing ? [{ key, drawing, note }] : [];
  });
  return { figures, finding: findingOf(figures, t, f), charts: drawn };
}

function findingOf({ years }: AnnualFigures, t: Translate<'profile'>, f: Formats): string | null {
  const [last, before] = [...years].reverse().filter(({ cells }) => cells['FIN-01']?.num != null);
  const turnover = last?.cells['FIN-01']?.num ?? null;
  const previous = before?.cells['FIN-01']?.num ?? null;
  if (!last || turnover === null || !previous || before?.year !== last.year - 1) return null;
  const year = String(last.year);
  const change = Math.round((turnover / previous - 1) * 100);
  if (change === 0) return t('years.finding.same', { year });
  return t(change > 0 ? 'years.finding.up' : 'years.finding.down', { year, change: f.percent(Math.abs(change) / 100) });
}

/** The size the rule gives on a day, the year from which it holds, and what it stands on. */
export function summariseSize(
  { autonomy, ...facts }: Pick<CompanyRecords, 'cells' | 'years' | 'links'> & { autonomy: Autonomy },
  on: string,
): SizeSummary {
  const sized = sizesOn(facts, on);
  const last = sized.at(-1)?.year;
  return {
    computed: computedSize(sized),
    sinceYear: statusSince(sized)?.year.year ?? null,
    basis: sizeBasis(autonomy, (last?.added.length ?? 0) > 0),
    publicShare: last?.isPubliclyHeld ? last.publicShare : null,
  };
}

/** What the figures say of the tracks never opened. */
export function gapsIn({ cells }: Pick<CompanyRecords, 'cells'>, neverOpened: readonly Track[]): Partial<Record<Track, Gap>> {
  const latest = (metric: AnnualMetric) =>
    cells.filter((cell) => cell.metric === metric && cell.num !== null).sort((a, b) => a.year - b.year);
  const turnover = latest('FIN-01');
  const exported = latest('EXP-01').at(-1);
  const same = turnover.find(({ year }) => year === exported?.year);
  const [before, last] = turnover.slice(-2);
  return gapsOf(neverOpened, {
    exportShare: exported?.num != null && same?.num ? exported.num / same.num : null,
    rdHeadcount: latest('EMP-03').at(-1)?.num ?? null,
    turnoverGrowth: before?.num && last?.num != null && last.year === before.year + 1 ? last.num / before.num - 1 : null,
  });
}
