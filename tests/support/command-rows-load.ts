import { judgeHealth } from '~/features/health/judge-health.server';
import { changeProfile } from '~/features/load/change-profile.server';
import { setComplexity } from '~/features/load/set-complexity.server';
import { AT, type CommandRow, TODAY, version, words } from './command-scene';

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
  changeProfile: {
    state: 'active',
    run: (tx, actor, { advisorId }) =>
      changeProfile(tx, actor, advisorId, { act: 'capacity', seen: 1, percent: 60, kind: 'part_time', fromOn: TODAY }, AT),
  },
};
