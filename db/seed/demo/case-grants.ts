import type postgres from 'postgres';
import type { GrantKind, GrantPart } from '../../../app/features/case-grants/case-grant';
import { caseGrants } from '../../schema/case-grants';
import { events } from '../../schema/history';
import { insertRows } from '../bulk';
import { instantOf } from './calendar';
import type { StaffRoom } from './staff';

type Opened = { caseId: string; companyId: string; personId: string; openedById: string };
type Room = Pick<StaffRoom, 'clusterId' | 'clock' | 'keys'>;

/** A case of the first advisor opened to the expert, and one of a collaborator's company to them by its leader. */
export async function openCases(
  sql: postgres.TransactionSql,
  room: Room,
  expertId: string,
  advisorId: string,
  collaborator: string,
): Promise<void> {
  const [toExpert] = await sql<Opened[]>`
    select c.id as "caseId", c.company_id as "companyId", ${expertId}::uuid as "personId", c.lead_id as "openedById" from cases c
    where c.cluster_id = ${room.clusterId} and c.lead_id = ${advisorId} and c.state = 'active'
    order by (select count(*) from notes n where n.cluster_id = c.cluster_id and n.case_id = c.id and n.confidentiality = 'company') desc, c.id limit 1`;
  const [toColleague] = await sql<Opened[]>`
    select c.id as "caseId", c.company_id as "companyId", p.id as "personId", l.person_id as "openedById"
    from people p join company_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id and r.role = 'collaborator'
      join company_roles l on l.cluster_id = r.cluster_id and l.company_id = r.company_id and l.is_account_owner
      join cases c on c.cluster_id = r.cluster_id and c.company_id = r.company_id and c.state in ('active', 'assessing', 'plan_to_sign', 'reviewing')
    where p.cluster_id = ${room.clusterId} and p.email = ${collaborator} collate "C" order by c.state <> 'active', c.id limit 1`;
  if (toExpert) {
    const reason = 'Avis sur le volet technique et sur la trésorerie avant le prochain comité.';
    await openCase(sql, room, { ...toExpert, kind: 'expert', parts: ['plan', 'documents', 'finance'], reason, daysAgo: 15 });
  }
  if (toColleague) {
    const reason = 'Suit les actions du dossier au quotidien.';
    await openCase(sql, room, { ...toColleague, kind: 'collaborator', parts: ['plan', 'documents'], reason, daysAgo: 12 });
  }
}

type Opening = Opened & { kind: GrantKind; parts: GrantPart[]; reason: string; daysAgo: number };

async function openCase(sql: postgres.TransactionSql, { clusterId, clock, keys }: Room, opening: Opening): Promise<void> {
  const { daysAgo, caseId, companyId, openedById, ...granted } = opening;
  const fromOn = clock.days.day(clock.today - daysAgo);
  const untilOn = clock.days.day(clock.today + 120);
  const at = instantOf(fromOn, '14:20');
  const id = keys.at(at);
  await insertRows(sql, caseGrants, [{ clusterId, id, caseId, companyId, openedById, ...granted, fromOn, untilOn, createdAt: at }]);
  const { personId, kind, parts } = granted;
  await insertRows(sql, events, [
    {
      ...{ clusterId, id: keys.at(at), kind: 'case.opened_to', recordedAt: at, actorId: openedById, actorKind: 'person', channel: 'web' },
      ...{ companyId, caseId, subjectKind: 'case', subjectId: caseId, confidentiality: 'company' },
      facts: { grantId: id, personId, kind, parts: parts.join(' '), fromOn, untilOn },
    },
  ]);
}
