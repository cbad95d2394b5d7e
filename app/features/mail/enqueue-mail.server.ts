import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { outbox } from '../../../db/schema/mail';
import { MAIL_WAIT_MINUTES, type MailKind } from './mail-kind';

export type MailAbout = {
  kind: MailKind;
  /** What happened, written by the caller in this transaction. */
  eventId: string;
  subjectId: string;
  companyId: string;
  caseId: string | null;
  at: Date;
};

/** Tells a company's leaders who sign in, but not who did it, of what just happened: one letter each, after the time to take it back. */
export async function mailLeaders(tx: Tx, actor: Pick<Actor, 'clusterId' | 'personId'>, about: MailAbout): Promise<void> {
  await tx.execute(sql`
    insert into outbox (cluster_id, event_id, kind, recipient_id, company_id, case_id, subject_id, created_at, due_at)
    select r.cluster_id, ${about.eventId}::uuid, ${about.kind}, p.id, ${about.companyId}::uuid, ${about.caseId}::uuid, ${about.subjectId}::uuid,
      ${about.at.toISOString()}::timestamptz, ${dueAt(about)}::timestamptz
    from company_roles r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id
    where r.cluster_id = ${actor.clusterId} and r.company_id = ${about.companyId} and r.role = 'leader' and ${runs(sql`r`, dayInParis(about.at))}
      and p.account_id is not null and p.disabled_at is null and p.id <> ${actor.personId}
    group by r.cluster_id, p.id`);
}

/** Tells one person, unless they did it themselves. */
export async function mailPerson(
  tx: Tx,
  actor: Pick<Actor, 'clusterId' | 'personId'>,
  recipientId: string | null,
  about: MailAbout,
): Promise<void> {
  if (recipientId === null || recipientId === actor.personId) return;
  const { kind, eventId, subjectId, companyId, caseId, at } = about;
  await tx.insert(outbox).values({
    clusterId: actor.clusterId,
    eventId,
    kind,
    recipientId,
    companyId,
    caseId,
    subjectId,
    createdAt: at.toISOString(),
    dueAt: dueAt(about),
  });
}

/** Tells somebody of what they asked for themselves: no company, no case. */
export async function mailOfOwn(
  tx: Tx,
  clusterId: string,
  recipientId: string,
  about: Pick<MailAbout, 'kind' | 'eventId' | 'subjectId' | 'at'>,
): Promise<void> {
  const { kind, eventId, subjectId, at } = about;
  await tx.insert(outbox).values({ clusterId, eventId, kind, recipientId, subjectId, createdAt: at.toISOString(), dueAt: dueAt(about) });
}

function dueAt({ kind, at }: Pick<MailAbout, 'kind' | 'at'>): string {
  return new Date(at.getTime() + MAIL_WAIT_MINUTES[kind] * 60_000).toISOString();
}
