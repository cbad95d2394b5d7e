import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { EventKind } from '~/features/history/event';
import type { Locale } from '~/i18n/locale';
import { messageIfAny, messagesFor } from '~/i18n/messages.server';
import type { Subject } from '~/i18n/subjects';
import { isId } from '~/platform/is-id';
import type { AuditEntry } from './audit.queries.server';
import type { FieldChange } from './told-changes';

/** By subject of messages, what the keys of its words for a column's codes begin with. */
type Words = Partial<Record<Subject, string>>;

const STATES: Words = { cases: 'state', milestones: 'state', tasks: 'state', projects: 'state', register: 'state', audit: 'state' };

/** Where the words of a column's codes stand. Where tables have columns of one name, what the act is about comes first. */
const WORDS: Record<string, Words> = {
  state: STATES,
  'milestone state': { milestones: 'state' },
  'task state': { tasks: 'state' },
  'register state': { register: 'state' },
  resumesIn: STATES,
  track: { programmes: 'track' },
  ball: { programmes: 'side', cases: 'ball' },
  side: { programmes: 'side', capital: 'side' },
  administrativeState: { companies: 'identity' },
  sizeCategory: { companies: 'size' },
  sizeOverride: { companies: 'size' },
  sizeAtStart: { companies: 'size' },
  mainDas: { companies: 'das' },
  regionCode: { companies: 'region' },
  regionAtStart: { companies: 'region' },
  memberCategory: { profile: 'category' },
  autonomy: { profile: 'autonomy' },
  complexity: { load: 'complexity' },
  confidentiality: { privacy: 'class' },
  role: { navigation: 'role', case_page: 'people.role' },
  'membership status': { profile: 'membership.to' },
  status: { profile: 'export' },
  kind: { notes: 'kind', load: 'kind', capital: 'kind', metrics: 'baseline', mail: 'kind', audit: 'evidence' },
  'retention kind': { retention: 'kind' },
  source: { capital: 'source' },
  outcome: { cases: 'reason' },
  endReason: { cases: 'reason' },
  secondFactorFor: { administration: 'factor.rule' },
};

/** A column's code in words; what is no code of ours stays as it is. */
export function wordOf(locale: Locale, kind: EventKind, field: string, code: string): string {
  const about = kind.slice(0, kind.indexOf('.'));
  const places = [...Object.entries(WORDS[`${about} ${field}`] ?? {}), ...Object.entries(WORDS[field] ?? {})];
  for (const [subject, prefix] of places) {
    const word = messageIfAny(locale, subject as Subject, `${prefix}.${code}`);
    if (word !== null) return word;
  }
  return code;
}

/** Entries with their values as people say them: codes in words, people, teams, programmes and templates by name. One statement for all. */
export async function sayValues(tx: Tx, actor: Actor, entries: AuditEntry[]): Promise<AuditEntry[]> {
  const values = entries.flatMap(({ changes }) => changes.flatMap(({ from, to }) => [from, to]));
  const names = await findNames(tx, actor, [
    ...new Set(values.filter((value): value is string => typeof value === 'string' && isId(value))),
  ]);
  const unnamed = messagesFor(actor.locale)('audit')('unnamed');
  return entries.map((entry) => {
    const say = (field: string, value: FieldChange['from']) => {
      if (typeof value !== 'string') return value;
      return isId(value) ? (names.get(value) ?? unnamed) : wordOf(actor.locale, entry.kind, field, value);
    };
    const changes = entry.changes.map((one) => ({ ...one, from: say(one.field, one.from), to: say(one.field, one.to) }));
    return { ...entry, changes };
  });
}

/** The names that this actor may read; the rest stays unnamed. */
async function findNames(tx: Tx, { clusterId }: Actor, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`= any (${sql.param(`{${ids.join(',')}}`)}::uuid[])`;
  const rows = (await tx.execute(sql`
    select id, given_name || ' ' || family_name as name from people where cluster_id = ${clusterId} and id ${wanted}
    union all select id, name from companies where cluster_id = ${clusterId} and id ${wanted}
    union all select id, name from teams where cluster_id = ${clusterId} and id ${wanted}
    union all select id, name from programmes where cluster_id = ${clusterId} and id ${wanted}
    union all select v.id, t.code || ' · ' || v.number from plan_template_versions v join plan_templates t on t.cluster_id = v.cluster_id and t.id = v.template_id
      where v.cluster_id = ${clusterId} and v.id ${wanted}`)) as unknown as { id: string; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}
