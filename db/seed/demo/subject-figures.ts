import { addDays, type LocalDate } from '../../../app/features/programmes/paris-date';
import { metricOfCode } from '../reference/metrics';
import type { Batch } from './batch';
import { type Clock, instantOf } from './calendar';
import type { Keys } from './identifiers';

/** A fact about a project, or about the cluster itself. */
export type SubjectFact = {
  metric: string;
  /** A period, or the natural key of an event. */
  cell: string;
  validOn: LocalDate;
  num: number;
  den?: number;
  evidence: string;
  comment?: string;
  das?: string;
  department?: string | null;
  region?: string | null;
  /** Days after the fact on which it was declared, then verified; null: nobody has read the evidence yet. */
  declaredAfter: number;
  verifiedAfter: number | null;
};
export type FigureWriter = { clusterId: string; clock: Clock; keys: Keys; batch: Batch; authorId: string; verifierId: string };

/** Writes what was known by the day of the demo: knowledge about a subject strictly grows. (`docs/ledger.md §1`) */
export function writeSubjectFigures(writer: FigureWriter, projectId: string | null, facts: readonly SubjectFact[]): void {
  const { clusterId, clock, batch } = writer;
  let last = '';
  const entries = facts
    .flatMap((fact) => entriesOf(writer, projectId, fact))
    .filter(({ day }) => day < clock.asOf)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  for (const [index, { day, write }] of entries.entries()) {
    const at = instantOf(day, 9 * 60 + (index % 400));
    last = at > last ? at : new Date(Date.parse(last) + 1).toISOString();
    write(last);
  }
  if (last !== '') batch.add('figureSubjects', { clusterId, id: projectId ?? clusterId, companyId: null, projectId, lastRecordedAt: last });
}

function entriesOf(writer: FigureWriter, projectId: string | null, fact: SubjectFact) {
  const declaredOn = addDays(fact.validOn, fact.declaredAfter);
  const id = writer.keys.at(instantOf(declaredOn, '09:00'));
  const declared = { day: declaredOn, write: (at: string) => observe(writer, projectId, fact, id, at) };
  if (fact.verifiedAfter === null) return [declared];
  const verified = { day: addDays(declaredOn, fact.verifiedAfter), write: (at: string) => verify(writer, projectId, fact, id, at) };
  return [declared, verified];
}

function observe({ clusterId, batch, authorId }: FigureWriter, projectId: string | null, fact: SubjectFact, id: string, at: string): void {
  const { metric, cell, validOn, num, den = null, evidence, comment = null, das = null, department = null, region = null } = fact;
  const { version, grain } = metricOfCode(metric);
  batch.add('observations', {
    ...{ clusterId, id, metric, metricVersion: version, companyId: null, projectId, cell, chainId: id, chainNo: 1, validOn },
    ...{ num: String(num), den: den === null ? null : String(den), unknownReason: null, entryLevel: 1 },
    ...{ das, size: null, department, region, teamId: null, source: 'staff', evidence, comment, authorId, onBehalfOfId: null },
    ...{ caseId: null, milestoneId: null, recordedAt: at },
  });
  if (grain === 'event') batch.add('eventKeys', { clusterId, metric, naturalKey: cell, chainId: id, companyId: null });
}

function verify(
  { clusterId, keys, batch, verifierId }: FigureWriter,
  projectId: string | null,
  fact: SubjectFact,
  id: string,
  at: string,
): void {
  batch.add('observationActs', {
    ...{ clusterId, id: keys.at(at), observationId: id, companyId: null, projectId, metric: fact.metric, act: 'verified', level: 3 },
    ...{ byId: verifierId, reason: null, evidence: fact.evidence, recordedAt: at },
  });
}
