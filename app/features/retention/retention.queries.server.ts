import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { RETENTION, RETENTION_KINDS, type RetentionKind } from './retention-kind';

type Rule = { kind: RetentionKind; months: number; isOn: boolean };
type Report = { kind: RetentionKind; found: number; examples: { id: string; since: string }[] };
export type RetentionRun = { id: string; at: string; isTrial: boolean; months: number; found: number; done: number; by: string | null };
export type RetentionLine = Rule & { found: number; last: { at: string; done: number } | null };
export type RetentionExample = { id: string; since: string; name: string | null };
export type ShutPerson = { id: string; name: string; shutAt: string };
export type RetentionKindPage = Rule & {
  found: number;
  examples: RetentionExample[];
  runs: RetentionRun[];
  /** Who was shut out by the nightly run and is still out. */
  shut: ShutPerson[];
};

const EXAMPLES = 5;
const RUNS = 10;
const SHUT = 50;

/** Every kind with its term, what the next run would concern, and what the last one did. For an administrator. */
export async function readRetention(tx: Tx, actor: Actor, at: Date): Promise<RetentionLine[]> {
  const rules = await readRules(tx, actor);
  const reports = await readReport(tx, rules, at);
  const last = await tx.execute<{ kind: RetentionKind; at: string; done: number }>(sql`
    select distinct on (r.kind) r.kind, r.ran_at as at, r.done from retention_runs r
    where r.cluster_id = ${actor.clusterId} and not r.is_trial order by r.kind, r.ran_at desc, r.id desc`);
  return rules.map((rule) => ({
    ...rule,
    found: reports.find(({ kind }) => kind === rule.kind)?.found ?? 0,
    last: last.find(({ kind }) => kind === rule.kind) ?? null,
  }));
}

/** One kind: its oldest few, named where an administrator knows them, and what ran. */
export async function readRetentionKind(tx: Tx, actor: Actor, kind: RetentionKind, at: Date): Promise<RetentionKindPage> {
  const rule = (await readRules(tx, actor)).find((one) => one.kind === kind) ?? defaultRule(kind);
  const [report] = await readReport(tx, [rule], at);
  const examples = report?.examples ?? [];
  const ids = sql`${sql.param(examples.map(({ id }) => id))}::uuid[]`;
  const names = await tx.execute<{ id: string; name: string }>(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p where p.cluster_id = ${actor.clusterId} and p.id = any (${ids})`);
  const runs = await tx.execute<RetentionRun>(sql`
    select r.id, r.ran_at as at, r.is_trial as "isTrial", r.months, r.found, r.done, p.given_name || ' ' || p.family_name as by
    from retention_runs r left join people p on p.cluster_id = r.cluster_id and p.id = r.by_id
    where r.cluster_id = ${actor.clusterId} and r.kind = ${kind} order by r.ran_at desc, r.id desc limit ${RUNS}`);
  const shut = kind === 'dormant_account' ? await listShut(tx, actor) : [];
  return {
    ...rule,
    found: report?.found ?? 0,
    examples: examples.map((one) => ({ ...one, name: names.find(({ id }) => id === one.id)?.name ?? null })),
    runs: [...runs],
    shut,
  };
}

const defaultRule = (kind: RetentionKind): Rule => ({ kind, months: RETENTION[kind].months, isOn: false });

/** The cluster's terms, the usual ones where it chose none. */
async function readRules(tx: Tx, actor: Actor): Promise<Rule[]> {
  const chosen = await tx.execute<Rule>(sql`
    select r.kind, r.months, r.is_on as "isOn" from retention_rules r where r.cluster_id = ${actor.clusterId}`);
  return RETENTION_KINDS.map((kind) => chosen.find((one) => one.kind === kind) ?? defaultRule(kind));
}

async function readReport(tx: Tx, rules: Rule[], at: Date): Promise<Report[]> {
  const terms = JSON.stringify(rules.map(({ kind, months }) => ({ kind, months })));
  return [
    ...(await tx.execute<Report>(sql`
      select r.kind, r.found, r.examples from access.retention_report(${terms}::jsonb, ${at.toISOString()}::timestamptz, ${EXAMPLES}::int) r`)),
  ];
}

async function listShut(tx: Tx, actor: Actor): Promise<ShutPerson[]> {
  return [
    ...(await tx.execute<ShutPerson>(sql`
      select p.id, p.given_name || ' ' || p.family_name as name, p.dormant_shut_at as "shutAt" from people p
      where p.cluster_id = ${actor.clusterId} and p.disabled_at = p.dormant_shut_at and p.anonymised_at is null
      order by p.dormant_shut_at desc, p.id limit ${SHUT}`)),
  ];
}
