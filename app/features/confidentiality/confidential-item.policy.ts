import { type ActorFacts, isLeadOf } from '~/features/cases/case-actor';
import type { ItemClass } from '~/features/programmes/confidentiality';
import { type ItemFacts, type ItemReader, isOfTeam, isTeamPart, OPENED_WITH, type ReaderPart } from './confidential-item';

/** By which rule somebody reads a thing: what it says of them, or what they are to its case. */
export type ReadingRule = 'author' | 'named' | ReaderPart;

/**
 * Why a reader of the case or the company reads this of it, or null where they don't: the words of row security
 * (`rule.readsClass` in db/schema/row-security.ts). Who explains it, names it or decides it asks here. (`docs/domain.md §9.5`)
 */
export function readingRule({ id, parts }: Pick<ItemReader, 'id' | 'parts'>, item: ItemFacts): ReadingRule | null {
  const part = parts.find(isTeamPart) ?? null;
  if (item.isDraft) return part && id === item.authorId ? 'author' : null;
  if (item.itemClass === 'company')
    return part ?? parts.find((one) => one === 'leader' || one.endsWith(`_${OPENED_WITH[item.kind]}`)) ?? null;
  if (item.itemClass === 'team') return part;
  if (!part) return null;
  if (id === item.authorId) return 'author';
  if (parts.includes('manager')) return 'manager';
  return item.readerIds.includes(id) ? 'named' : null;
}

/** Those a restricted thing may name: the team's readers who would not read it anyway. */
export function mayBeNamed(reader: ItemReader, authorId: string): boolean {
  const item = { kind: 'note', itemClass: 'restricted', isDraft: false, authorId, readerIds: [] } as const;
  return isOfTeam(reader) && readingRule(reader, item) === null;
}

type Shared = { authorId: string; isDraft: boolean };

const isWorking = (actor: ActorFacts) => actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');

/** Sharing with the company, and taking it back, is the act of the author or of the case's lead. (`docs/domain.md §9.5`) */
export function mayShareItem(actor: ActorFacts, item: Shared): boolean {
  return isWorking(actor) && !item.isDraft && (item.authorId === actor.personId || isLeadOf(actor));
}

/** What is restricted is opened to the team by a manager, with a reason. */
export function mayOpenItem(actor: ActorFacts, item: { itemClass: ItemClass; isDraft: boolean }): boolean {
  return !item.isDraft && item.itemClass === 'restricted' && actor.roles.includes('manager');
}
