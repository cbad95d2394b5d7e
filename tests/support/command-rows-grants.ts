import { endGrant } from '~/features/case-grants/end-grant.server';
import { openCaseTo } from '~/features/case-grants/open-case-to.server';
import { AT, type CommandRow, type Owner, on, type Scene, TODAY, words } from './command-scene';

const nobodyYet = async (sql: Owner, { caseId }: Scene) => {
  await sql`delete from case_grants where case_id = ${caseId}`;
  const of = async (table: string) =>
    on(
      await sql.unsafe(`select x.person_id as id from ${table} x join cases c on c.cluster_id = x.cluster_id and c.id = '${caseId}'
      where x.role = '${table === 'cluster_roles' ? 'expert' : 'collaborator'}' ${table === 'company_roles' ? 'and x.company_id = c.company_id' : ''} limit 1`),
    );
  return { expert: await of('cluster_roles'), collaborator: await of('company_roles') };
};

export const GRANTS_COMMANDS: Record<string, CommandRow> = {
  // A leader opens it to somebody of the company, the staff to an expert.
  openCaseTo: {
    state: 'active',
    given: nobodyYet,
    run: (tx, actor, { caseId, ids }) => {
      const personId = (actor.audience === 'company' ? ids.collaborator : ids.expert) ?? '';
      return openCaseTo(tx, actor, caseId, { personId, parts: ['plan'], untilOn: '2027-01-31', reason: words }, AT);
    },
  },
  endGrant: {
    state: 'active',
    given: async (sql, scene) => {
      const { expert } = await nobodyYet(sql, scene);
      const { caseId, companyId, advisorId } = scene;
      const grant = on(
        await sql`insert into case_grants (cluster_id, case_id, company_id, person_id, kind, parts, reason, from_on, until_on, opened_by_id)
          select cluster_id, id, ${companyId}, ${expert}, 'expert', array['plan'], ${words}, ${TODAY}, '2027-01-31', ${advisorId} from cases where id = ${caseId} returning id`,
      );
      return { grant };
    },
    run: (tx, actor, { caseId, ids }) => endGrant(tx, actor, caseId, { grantId: ids.grant ?? '' }, AT),
  },
};
