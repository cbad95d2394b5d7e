import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { figureActor, mayAlter, mayDeclareFigure, mayReadClusterFigures } from './figure.policy';
import type { FigureView } from './figure-page';
import type { FrozenBaseline, SheetMetric } from './figure-sheet';
import { evidenceWords, type FigureSubject, listFigureHistory, metricJson } from './figures.queries.server';

type Found = {
  companyId: string | null;
  subjectName: string;
  metric: string;
  cell: string;
  of: SheetMetric;
  standing: FigureView['standing'];
  baselines: FrozenBaseline[];
};

const subjectOf = (actor: Actor, companyId: string | null): FigureSubject =>
  companyId === null ? { kind: 'cluster', id: actor.clusterId } : { kind: 'company', id: companyId };

/** The figure an observation belongs to, its history and what the actor may do; null when absent or invisible. Two statements. */
export async function readFigurePage(tx: Tx, actor: Actor, observationId: string): Promise<FigureView | null> {
  const [found] = (await tx.execute(sql`
    select o.company_id as "companyId", coalesce(c.name, k.name) as "subjectName", o.metric, o.cell, ${metricJson(actor.locale)} as of,
      (select jsonb_build_object('observationId', s.observation_id, 'num', s.num, 'den', s.den, 'unknownReason', s.unknown_reason, 'level', s.level, 'validOn', s.valid_on,
          'authorId', h.author_id, 'authorName', p.given_name || ' ' || p.family_name, 'evidence', ${evidenceWords(actor.locale, sql`h`, sql`h.evidence`)},
          'isContested', coalesce((select x.act = 'reopened' from observation_acts x where x.cluster_id = h.cluster_id and x.observation_id = h.id order by x.recorded_at desc limit 1), false))
        from ledger.standing_cells(array[o.metric::text], 'infinity', array[coalesce(o.company_id, o.cluster_id)]) s join observations h on h.cluster_id = o.cluster_id and h.id = s.observation_id
          left join lateral (select q.given_name, q.family_name from people q where q.cluster_id = h.cluster_id and q.id = h.author_id limit 1) p on true
        where s.cell = o.cell) as standing,
      coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'caseId', b.case_id, 'metric', b.metric, 'num', b.num, 'onDate', b.on_date, 'isCorrection', b.is_correction, 'reason', b.reason) order by b.recorded_at)
        from baselines b where b.cluster_id = o.cluster_id and b.company_id = o.company_id and b.metric = o.metric), '[]') as baselines
    from observations o join clusters k on k.id = o.cluster_id left join companies c on c.cluster_id = o.cluster_id and c.id = o.company_id
      join metric_versions v on v.cluster_id = o.cluster_id and v.metric = o.metric and v.version = o.metric_version
    where o.cluster_id = ${actor.clusterId} and o.id = ${observationId} and o.project_id is null and (o.company_id is null or c.id is not null)`)) as unknown as Found[];
  if (!found || (found.companyId === null && !mayReadClusterFigures(actor))) return null;
  const history = await listFigureHistory(tx, actor, subjectOf(actor, found.companyId), [found.metric]);
  const { metric: _metric, ...view } = found;
  return { ...view, moments: history.filter((moment) => moment.cell === found.cell), can: actsOf(actor, found) };
}

function actsOf(actor: Actor, { companyId, metric, standing }: Found): FigureView['can'] {
  if (!standing) return { verify: false, correct: false, refute: false, withdraw: false };
  const { roles } = figureActor(actor, companyId);
  const isVerifier = roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');
  const isAuthor = standing.authorId === actor.personId;
  return {
    verify: isVerifier && !isAuthor && standing.level < 3,
    correct: mayDeclareFigure(actor, { companyId, metric }),
    refute: isVerifier && !isAuthor && mayAlter(actor, { companyId, metric }),
    withdraw: isAuthor || roles.includes('manager'),
  };
}
