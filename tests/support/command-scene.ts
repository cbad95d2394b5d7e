import type postgres from 'postgres';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { ClusterWorld, World } from './world';

export type CastName = keyof ClusterWorld['actors'];
export type Owner = postgres.TransactionSql;
/** A company of its own, led by the cast's leader, with one case in the state its row asks for. */
export type Scene = { companyId: string; caseId: string; advisorId: string; ids: Record<string, string> };
export type CommandRow = {
  state: Parameters<World['caseIn']>[1];
  /** It makes something new in the caller's own cluster: whoever may do it there is no stranger. */
  isAnywhere?: true;
  /** Changes the scene before anybody acts: what the command asks to find. Ids it returns are kept under their names. */
  given?: (sql: Owner, scene: Scene) => Promise<unknown>;
  /** Whom it is made for: nobody else may ever get past its rights. The staff who follow cases and leaders, unless said otherwise. */
  opensTo?: readonly CastName[];
  run: (tx: Tx, actor: Actor, scene: Scene) => Promise<{ ok: boolean; reason?: string }>;
};

export const WHO_WORKS: readonly CastName[] = ['leader', 'otherLeader', 'advisor', 'otherAdvisor', 'trackLead', 'manager'];
export const AT = new Date('2026-11-23T09:00:00Z');
export const TODAY = '2026-11-23';
export const version = 1;
export const words = 'Words that are long enough to be a reason';
export const need = words.repeat(4);
export const on = (rows: postgres.Row[]) => String(rows[0]?.id);

export const milestone =
  (state: string, side: string, more = '') =>
  async (sql: Owner, { caseId }: Scene) => ({
    milestone: on(
      await sql.unsafe(
        `update milestones set state = '${state}', side = '${side}', sides = array['${side}']${more} where id = (select id from milestones where case_id = '${caseId}' and not is_critical and state = 'in_progress' limit 1) returning id`,
      ),
    ),
  });
export const settled = (sql: Owner, { caseId }: Scene) =>
  sql`update milestones set state = 'done', done_on = '2026-11-01' where case_id = ${caseId} and state not in ('done', 'not_applicable')`;
export const reviewed = async (sql: Owner, scene: Scene) => {
  await settled(sql, scene);
  await sql`update cases set outcome = 'objectives_reached', lessons = ${words} where id = ${scene.caseId}`;
};
export const freeMilestone = async (sql: Owner, { caseId }: Scene) => ({
  free: on(
    await sql`select id from milestones where case_id = ${caseId} and not is_critical and not is_signature_gate and not ends_assessment order by position desc limit 1`,
  ),
});
export const proposed =
  (to: string) =>
  (sql: Owner, { caseId, companyId, advisorId }: Scene) =>
    sql`insert into case_proposals (cluster_id, case_id, company_id, to_state, comment, by_id) select cluster_id, id, ${companyId}, ${to}, 'x', ${advisorId} from cases where id = ${caseId}
    on conflict (cluster_id, case_id) do update set to_state = excluded.to_state`;
export const note = {
  kind: 'call' as const,
  happenedOn: '2026-11-02',
  minutes: null,
  contactId: null,
  isVoicemail: false,
  wasAnswered: false,
  body: words,
  keep: 'publish' as const,
};
export const planned = {
  title: words,
  titleEn: null,
  sides: ['advisor' as const],
  expectedEvidence: words,
  expectedEvidenceEn: null,
  offsetDays: 5,
  durationDays: 5,
  blockerIds: [],
};
export const figureForm = { value: '', den: '', unknownReason: '', eventKey: null, on: null, evidence: null, comment: words };
