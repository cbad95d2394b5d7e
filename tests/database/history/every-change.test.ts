import { sql as query } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { AUDIT_FIELDS } from '~/features/audit/audit-field';
import { type Told as ToldByEvent, toldChanges } from '~/features/audit/told-changes';
import type { EventKind } from '~/features/history/event';
import type { Scene } from '../../support/command-scene';
import { makeScene, outcomeFor } from '../../support/command-scenes';
import { COMMANDS } from '../../support/command-table';
import { freshWorld, type World } from '../../support/world';
import { SAME_WRITES, SILENT, TOLD_OTHERWISE } from './told-otherwise';

type Row = Record<string, unknown>;
type Change = { table: string; verb: 'insert' | 'update' | 'delete'; before: Row | null; after: Row | null };
type Told = Row & { id: string; kind: string; subject_id: string; actor_id: string | null; channel: string; facts: Row; texts: Row };

let world: World;
const actors: Actor[] = [];
const scenes = new Map<string, Scene>();

beforeAll(async () => {
  world = await freshWorld();
  for (const [name, row] of Object.entries(COMMANDS)) scenes.set(name, await makeScene(world, row));
  for (const actor of Object.values(world.a.actors)) actors.push(await world.refreshed(actor));
  // Every write of every table, as the command's own transaction makes it.
  await world.asOwner(world.a.clusterId, async (sql) => {
    await sql`create table seen_changes (no bigint generated always as identity, tx bigint, line jsonb)`;
    await sql`create function note_change() returns trigger language plpgsql security definer set search_path = public as $$ begin
      insert into seen_changes (tx, line) values (txid_current(), jsonb_build_object('table', tg_table_name, 'verb', lower(tg_op),
        'before', case when tg_op <> 'INSERT' then to_jsonb(old) end, 'after', case when tg_op <> 'DELETE' then to_jsonb(new) end));
      return null; end $$`;
    await sql`create function changes_so_far() returns jsonb language sql security definer set search_path = public as $$
      select coalesce(jsonb_agg(line order by no), '[]') from seen_changes where tx = txid_current() $$`;
    await sql`grant execute on function changes_so_far() to app_user`;
    const tables =
      await sql`select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'seen_changes'`;
    for (const { name } of tables)
      await sql`create trigger zz_note_change after insert or update or delete on ${sql(name)} for each row execute function note_change()`;
  });
}, 120_000);
afterAll(() => world?.drop());

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const plain = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : Array.isArray(value) && value.every((one) => typeof one !== 'object')
      ? value.join(' ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : /^\d{4}-\d\d-\d\dT/.test(String(value))
          ? new Date(String(value)).toISOString()
          : String(value);

const isAuditField = (field: string) => (AUDIT_FIELDS as readonly string[]).includes(field);

/** What the events of a transaction fail to tell of what it changed. */
function untold(command: string, actor: Actor, changes: Change[]): string[] {
  const texts = changes.filter(({ table }) => table === 'event_texts').map(({ after }) => after as Row);
  const events = changes
    .filter(({ table }) => table === 'events')
    .map(
      ({ after }) =>
        ({
          ...after,
          texts: Object.fromEntries(texts.filter((one) => one.event_id === after?.id).map((one) => [one.field, one.body])),
        }) as unknown as Told,
    );
  const faults = events.flatMap((event) =>
    event.actor_id === actor.personId && event.channel === 'web' ? [] : [`${event.kind}: not by whom, or not by which way`],
  );
  for (const { kind, facts, texts } of events) {
    const told = toldChanges(kind as EventKind, { facts, texts } as ToldByEvent);
    faults.push(...told.filter(({ field }) => !isAuditField(field)).map(({ field }) => `${kind}: the trail has no words for ${field}`));
  }
  if (events.length === 0 && !(command in SILENT)) faults.push('no event');
  const net = netChanges(changes);
  for (const change of net) faults.push(...untoldOf(command, change, events));
  return [...new Set(faults)];
}

/** A row written twice in one transaction is one change, from how it was found to how it was left. */
function netChanges(changes: Change[]): Change[] {
  const rows = new Map<string, Change>();
  for (const change of changes) {
    const row = (change.after ?? change.before) as Row;
    const key = `${change.table} ${row.id ?? JSON.stringify(Object.entries(row).filter(([name]) => KEYS.test(name)))}`;
    const earlier = rows.get(key);
    const before = earlier ? earlier.before : change.before;
    if (!before && !change.after) rows.delete(key);
    else rows.set(key, { table: change.table, before, after: change.after, verb: !before ? 'insert' : change.after ? 'update' : 'delete' });
  }
  return [...rows.values()];
}
const KEYS =
  /^(cluster_id|case_id|company_id|person_id|metric|code|cell|side|kind|plan_version_id|milestone_id|blocker_id|delay_code|from_on|observation_id|act|year|natural_key|chain_id|event_id|field)$/;

function untoldOf(command: string, { table, verb, before, after }: Change, events: Told[]): string[] {
  const isToldOtherwise = (column: string) =>
    [table, `${table}.${column}`, `*.${column}`, `${command}: ${table}`, `${command}: ${table}.${column}`].some(
      (name) => name in TOLD_OTHERWISE,
    );
  if (isToldOtherwise('*')) return [];
  const row = (after ?? before) as Row;
  const changed = Object.keys(row).filter(
    (column) => column !== 'id' && plain(before?.[column]) !== plain(after?.[column]) && !isToldOtherwise(column),
  );
  if (changed.length === 0) return [];
  const ids = Object.entries(row).flatMap(([name, value]) => (name === 'cluster_id' ? [] : [value]));
  const own = events.filter((event) => event.subject_id === row.id || Object.values(event.facts).includes(row.id));
  const about = own.length > 0 ? own : events.filter((event) => ids.includes(event.subject_id) || event.case_id === row.id);
  if (about.length === 0) return [`${table}: ${verb} without an event about it`];
  // A new row holds what it was made with until a later event tells what that was.
  if (verb === 'insert') return [];
  const says = ({ facts, texts }: Told, field: string, value: unknown) =>
    plain(facts[field]) === plain(value) || (plain(texts[field]) === plain(value) && `${field}_digest` in facts);
  return changed.flatMap((column) => {
    const [from, to] = [before?.[column], after?.[column]];
    const isTold = about.some(
      (event) => says(event, `${camel(column)}_from`, from) && (verb === 'delete' || says(event, `${camel(column)}_to`, to)),
    );
    return isTold ? [] : [`${table}.${column}: ${plain(from).slice(0, 40)} → ${plain(to).slice(0, 40)}`];
  });
}

it('tells of every change of every command: what, who, by which way, from what to what', async () => {
  const faults: Record<string, string[]> = {};
  for (const [name, row] of Object.entries(COMMANDS)) {
    const scene = scenes.get(name) as Scene;
    const outcomes: string[] = [];
    for (const actor of actors) {
      const outcome = await outcomeFor(actor, row, scene, async (tx: Tx) => {
        const [seen] = (await tx.execute(query`select changes_so_far() as changes`)) as unknown as { changes: Change[] }[];
        const missing = untold(name, actor, seen?.changes ?? []);
        if (missing.length > 0) faults[name] = [...new Set([...(faults[name] ?? []), ...missing])];
      });
      outcomes.push(outcome);
    }
    if (!outcomes.includes('done') && !(name in SAME_WRITES)) faults[name] = [`nobody gets it done: ${[...new Set(outcomes)].join(', ')}`];
  }
  expect(faults).toEqual({});
}, 180_000);
