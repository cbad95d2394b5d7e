import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Result, refuse } from '~/platform/result';
import { declareFigure } from '../outcomes/declare-figure.server';
import { mayDeclareFigure } from '../outcomes/figure.policy';
import { readTypedFigure } from '../outcomes/figure-input';
import type { FigureRefusal } from '../outcomes/figure-refused';
import { parsePeriod } from '../outcomes/period';
import { unreadable } from '../outcomes/submit-case-figure.server';
import { readClusterFigures } from './cluster-figures.queries.server';
import { toldPeriod } from './cluster-period';
import type { RecordClusterFigure } from './record-cluster-figure.schema';

const UNKNOWN_PERIOD = { period: 'cluster_figures:fault.period' };

/** One form of the cluster's own figures, `record:<metric>`: a value for a period that has ended and that nobody has told yet. */
export async function submitClusterFigure(
  tx: Tx,
  actor: Actor,
  { intent, form }: { intent: string | null; form: RecordClusterFigure },
  at: Date,
): Promise<Result<{ observationId: string }, FigureRefusal>> {
  if (!mayDeclareFigure(actor, { companyId: null })) return refuse('not_allowed');
  if (!parsePeriod(form.period)) return refuse('unreadable', UNKNOWN_PERIOD);
  const [kind, code] = (intent ?? '').split(':');
  const metric = kind === 'record' ? (await readClusterFigures(tx, actor)).find(({ of }) => of.code === code) : undefined;
  if (!metric) return refuse('not_found');
  const period = toldPeriod(form.period, metric.of.grain);
  if (!period) return refuse('unreadable', UNKNOWN_PERIOD);
  const read = readTypedFigure({ value: form.value, den: form.den, unknownReason: '' }, metric.of, actor.locale);
  if (!read.ok) return unreadable(read.errors);
  const { evidence, comment } = form;
  return declareFigure(tx, actor, { ...read.value, companyId: null, metric: metric.of.code, cell: period.code, evidence, comment }, at);
}
