import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { type Refusal, refuse } from '~/platform/result';
import { parsePeriod } from './period';
import { type Contradiction, contradictionsOf, isYearMetric, YEAR_METRICS, type YearFigures } from './year-figures';

export type YearObjection = Refusal<'contradiction' | 'contradiction_unexplained'>;

/** The values of a company's closed years that count now, by year, and whether it stands alone. One statement. */
export async function readYears(tx: Tx, actor: Actor, companyId: string) {
  const rows = (await tx.execute(sql`select c.autonomy = 'autonomous' as "standsAlone",
      coalesce((select jsonb_agg(jsonb_build_object('metric', s.metric, 'cell', s.cell, 'num', s.num))
        from ledger.standing_cells(${sql.param([...YEAR_METRICS])}::text[], 'infinity', array[c.id]) s), '[]') as cells
    from companies c where c.cluster_id = ${actor.clusterId} and c.id = ${companyId}`)) as unknown as {
    standsAlone: boolean;
    cells: { metric: string; cell: string; num: number | null }[];
  }[];
  const { standsAlone = false, cells = [] } = rows[0] ?? {};
  const years = new Map<string, YearFigures>();
  for (const { metric, cell, num } of cells) years.set(cell, { ...years.get(cell), [metric]: num });
  return { standsAlone, years };
}

type NewValue = { companyId: string | null; metric: string; cell: string; num: number | null; comment?: string | null | undefined };

/** Why a value can't stand beside the others of its year, or null: impossible, or waiting for a word. (`docs/domain.md §2.1`) */
export async function yearObjection(
  tx: Tx,
  actor: Actor,
  { companyId, metric, cell, num, comment }: NewValue,
): Promise<YearObjection | null> {
  if (companyId === null || num === null || !isYearMetric(metric) || parsePeriod(cell)?.grain !== 'annual') return null;
  const { standsAlone, years } = await readYears(tx, actor, companyId);
  const found = contradictionsOf(metric, { ...years.get(cell), [metric]: num }, { standsAlone });
  const objection = found.find(({ isImpossible }) => isImpossible) ?? ((comment ?? '').trim() === '' ? found[0] : undefined);
  return objection ? refuse(reasonOf(objection), contradictionWords(objection, cell, actor.locale)) : null;
}

function reasonOf({ isImpossible }: Contradiction): YearObjection['reason'] {
  return isImpossible ? 'contradiction' : 'contradiction_unexplained';
}

/** What the sentence about a contradiction names. */
function contradictionWords({ finding, part, partValue, wholeValue }: Contradiction, year: string, locale: Locale): Record<string, string> {
  const f = formatsFor(locale);
  const isMoney = part === 'EXP-01' || part === 'INN-01';
  const said = (value: number) => (isMoney ? f.money(Math.round(value * 100)) : f.number(value));
  return { finding, year, part: said(partValue), whole: said(wholeValue) };
}

/** The same as a message reference, to stand beside the field. */
export function contradictionRef(contradiction: Contradiction, year: string, locale: Locale): string {
  return `outcomes:fault.${reasonOf(contradiction)}?${new URLSearchParams(contradictionWords(contradiction, year, locale))}`;
}
