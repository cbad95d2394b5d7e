import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { ITEM_CLASSES, type ItemClass } from '~/features/programmes/confidentiality';
import { type ItemKind, type ItemReader, isOfTeam, namedReaders } from './confidential-item';
import { mayBeNamed, readingRule } from './confidential-item.policy';

/** Who would read what this actor is about to write, by class, and whom it may name. */
export type FutureReaders = {
  /** Names of the team's readers; of a restricted one, those beside the named. */
  team: Record<ItemClass, string[]>;
  /** Names of those outside the team who read what is shared: the company's leaders, and whom the case is opened to. */
  leaders: string[];
  nameable: { id: string; name: string }[];
};

type HeldBy = { caseId: string | null; companyId: string };

const AS_JSON = sql`coalesce(jsonb_agg(jsonb_build_object('id', r.person_id, 'name', r.given_name || ' ' || r.family_name, 'parts', r.parts)
  order by r.parts[1] <> 'lead', r.family_name, r.given_name, r.person_id), '[]')`;

/** Everybody who reads a case (an expression of the query around it) as JSON, the lead first. */
export const readersOfCase = (caseId: unknown) => sql`(select ${AS_JSON} from access.readers_of_case(${caseId}) r)`;

/** Everybody who reads a case, or what is a company's own. */
export async function listReaders(tx: Tx, { caseId, companyId, isFigure = false }: HeldBy & { isFigure?: boolean }): Promise<ItemReader[]> {
  const from = caseId ? sql`access.readers_of_case(${caseId})` : sql`access.readers_of_company(${companyId}, ${isFigure})`;
  const [row] = (await tx.execute(sql`select ${AS_JSON} as readers from ${from} r`)) as unknown as { readers: ItemReader[] }[];
  return row?.readers ?? [];
}

export function futureReaders(actor: Actor, kind: ItemKind, readers: readonly ItemReader[]): FutureReaders {
  const team = {} as FutureReaders['team'];
  for (const itemClass of ITEM_CLASSES) {
    const item = { kind, itemClass, isDraft: false, authorId: actor.personId, readerIds: [] };
    team[itemClass] = readers.filter((reader) => isOfTeam(reader) && readingRule(reader, item) !== null).map(({ name }) => name);
  }
  return {
    team,
    leaders: outsideReaders(readers, kind),
    nameable: readers.filter((reader) => mayBeNamed(reader, actor.personId)).map(({ id, name }) => ({ id, name })),
  };
}

/** Names of those outside the team who read what of this kind is shared with the company. */
export function outsideReaders(readers: readonly ItemReader[], kind: ItemKind | 'figure'): string[] {
  const shared = { kind, itemClass: 'company', isDraft: false, authorId: '', readerIds: [] } as const;
  return readers.filter((reader) => !isOfTeam(reader) && readingRule(reader, shared) !== null).map(({ name }) => name);
}

/** Those something restricted is about to name, or null where one of them doesn't read the case or the company. */
export async function readersToName(
  tx: Tx,
  actor: Actor,
  held: HeldBy,
  { itemClass, readerIds }: { itemClass: ItemClass; readerIds: readonly string[] },
): Promise<string[] | null> {
  const named = namedReaders(itemClass, readerIds);
  if (named.length === 0) return named;
  const readers = await listReaders(tx, held);
  const isNameable = (id: string) => readers.some((reader) => reader.id === id && isOfTeam(reader));
  return named.every(isNameable) ? named.filter((id) => id !== actor.personId) : null;
}
