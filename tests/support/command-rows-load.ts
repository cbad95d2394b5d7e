import { judgeHealth } from '~/features/health/judge-health.server';
import { changeProfile } from '~/features/load/change-profile.server';
import { addAbsence, removeAbsence } from '~/features/load/set-absence.server';
import { setComplexity } from '~/features/load/set-complexity.server';
import { AT, type CommandRow, on, TODAY, version, words } from './command-scene';

const AWAY = ['advisor', 'manager', 'admin'] as const;

export const LOAD_COMMANDS: Record<string, CommandRow> = {
  judgeHealth: {
    state: 'active',
    given: async (sql, { caseId }) => {
      await sql`update case_health set score = 60 where case_id = ${caseId}`;
      await sql`update health_overrides set ended_at = now() where case_id = ${caseId}`;
    },
    run: (tx, actor, { caseId }) =>
      judgeHealth(tx, actor, caseId, { act: 'judge', seen: '', health: 'on_track', reason: words, untilOn: '2026-12-01' }, AT),
  },
  setComplexity: {
    state: 'active',
    run: (tx, actor, { caseId }) => setComplexity(tx, actor, caseId, { version, complexity: 'light' }, AT),
  },
  addAbsence: {
    state: 'active',
    opensTo: AWAY,
    run: (tx, actor, { advisorId }) =>
      addAbsence(tx, actor, advisorId, { act: 'absence', absentFrom: '2026-12-14', absentUntil: '2026-12-18', coveredById: null }, AT),
  },
  removeAbsence: {
    state: 'active',
    opensTo: AWAY,
    given: async (sql, { advisorId, companyId }) => ({
      absence: on(
        await sql`insert into absences (cluster_id, person_id, from_on, until_on) select cluster_id, ${advisorId}, '2026-12-21', '2026-12-24' from companies where id = ${companyId} returning id`,
      ),
    }),
    run: (tx, actor, { advisorId, ids }) => removeAbsence(tx, actor, advisorId, { absenceId: ids.absence!, version }, AT),
  },
  changeProfile: {
    state: 'active',
    run: (tx, actor, { advisorId }) =>
      changeProfile(tx, actor, advisorId, { act: 'capacity', seen: 1, percent: 60, kind: 'part_time', fromOn: TODAY }, AT),
  },
};
