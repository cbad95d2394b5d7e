/** What an erasure found: a word that may be the person's name, a file that only a human can read, a name that stays for a reason. */
export const FINDINGS = ['maybe', 'file', 'kept'] as const;
export type Finding = (typeof FINDINGS)[number];

/** What whoever reads it decided: the word goes, it is somebody else's, or what is there stays as evidence. */
export const FIND_SETTLEMENTS = ['removed', 'another', 'kept'] as const;
export type FindSettlement = (typeof FIND_SETTLEMENTS)[number];

/** Why a name stays where it is, said to the person. (docs/decisions/2026-11-28-erasure.md) */
export const KEPT_FOR = ['signed_plan', 'figure', 'aid', 'company', 'project', 'register'] as const;
export type KeptFor = (typeof KEPT_FOR)[number];

/** What a place of free text is called on a page. */
export const TEXT_KINDS = ['note', 'task', 'document', 'milestone', 'case', 'request', 'event', 'other'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

const KIND_OF_TABLE: Record<string, TextKind> = {
  notes: 'note',
  tasks: 'task',
  documents: 'document',
  milestones: 'milestone',
  milestone_evidence: 'milestone',
  cases: 'case',
  case_proposals: 'case',
  support_requests: 'request',
  event_texts: 'event',
};

export function textKind(place: string): TextKind {
  return KIND_OF_TABLE[place.split('.')[0] ?? ''] ?? 'other';
}
