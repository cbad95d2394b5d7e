import type { GrantKind, GrantPart } from '~/features/case-grants/case-grant';
import type { ItemClass } from '~/features/programmes/confidentiality';

/** What a case or a company keeps under a class of its own. */
export const ITEM_KINDS = ['note', 'task', 'document'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What makes somebody of the team a reader of a case or of a company, the strongest first. */
const TEAM_PARTS = ['lead', 'manager', 'director', 'track_lead', 'company_advisor', 'team', 'advisor'] as const;
/** Or somebody else: leading the company, or a part of the case that is opened to them until a day. */
export type ReaderPart = (typeof TEAM_PARTS)[number] | 'leader' | `${GrantKind}_${GrantPart}`;
export type ItemReader = { id: string; name: string; parts: readonly ReaderPart[] };

/** What decides who reads a thing. */
export type ItemFacts = {
  kind: ItemKind | 'figure';
  itemClass: ItemClass;
  isDraft: boolean;
  authorId: string;
  readerIds: readonly string[];
};

/** Whether a reader is of the team that follows the case. */
export function isOfTeam({ parts }: Pick<ItemReader, 'parts'>): boolean {
  return parts.some(isTeamPart);
}

export function isTeamPart(part: ReaderPart): boolean {
  return TEAM_PARTS.some((one) => one === part);
}

export const MOST_NAMED_READERS = 50;

/** The part of a case that has to be opened for one of its things to be read. */
export const OPENED_WITH: Record<ItemFacts['kind'], GrantPart> = { note: 'plan', task: 'plan', document: 'documents', figure: 'finance' };

export const ITEM_REFUSALS = [
  'already_shared',
  'draft_not_shared',
  'restricted_not_shared',
  'not_shared',
  'already_read',
  'not_restricted',
  'withdrawn',
] as const;
export type ItemRefusal = (typeof ITEM_REFUSALS)[number];

/** Whom a written thing of this class names: nobody unless it is restricted. */
export function namedReaders(itemClass: ItemClass, readerIds: readonly string[]): string[] {
  return itemClass === 'restricted' ? [...new Set(readerIds)] : [];
}

/** Where a thing is read itself; figures too have readers to tell of. */
export function itemAddress(
  { kind, id, caseId }: { kind: ItemKind | 'figure'; id: string; caseId: string | null },
  isForCompany: boolean,
): string {
  const root = isForCompany ? '/plan' : '';
  if (kind === 'note') return `${root}/cases/${caseId}#note-${id}`;
  if (kind === 'task') return `${root}/cases/${caseId}/tasks/${id}`;
  if (kind === 'document') return `${root}/documents/${id}`;
  return isForCompany ? '/plan/company' : `/figures/${id}`;
}
