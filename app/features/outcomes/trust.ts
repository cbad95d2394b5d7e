/** How far a value can be trusted, from the one who says it to the one who checked it; the last two are not live. (`docs/domain.md §4.1`) */
export const TRUST_LEVELS = ['declared', 'confirmed', 'verified', 'audited', 'refuted', 'withdrawn'] as const;
export type Trust = (typeof TRUST_LEVELS)[number];

/** The number a level has in the ledger; 0 is not live. */
export const LEVELS = { declared: 1, confirmed: 2, verified: 3, audited: 4, refuted: 0, withdrawn: 0 } as const satisfies Record<
  Trust,
  number
>;
export type Level = 0 | 1 | 2 | 3 | 4;
export type LiveTrust = 'declared' | 'confirmed' | 'verified' | 'audited';
const LIVE_TRUST: readonly LiveTrust[] = ['declared', 'confirmed', 'verified', 'audited'];

/** Official tables count what was verified or audited. */
export const OFFICIAL_LEVEL: Level = 3;

export function isOfficial(level: number): boolean {
  return level >= OFFICIAL_LEVEL;
}

/** The word of a live level, or null for 0. */
export function trustOfLevel(level: number): LiveTrust | null {
  return LIVE_TRUST[level - 1] ?? null;
}

export const OBSERVATION_ACTS = ['confirmed', 'verified', 'audited', 'refuted', 'withdrawn', 'reopened'] as const;
export type ObservationAct = (typeof OBSERVATION_ACTS)[number];

/** Who is acting on a figure of a company. */
export type FigureActor = { personId: string; roles: readonly string[] };

/** What an act looks at: the level now, who wrote the value, whether a document or text proves it. */
export type ActFacts = {
  level: Level;
  authorId: string;
  /** A correction or another value has taken its place in its chain. */
  isReplaced: boolean;
  hasEvidence: boolean;
  /** The value jumps more than the allowed share and nobody has commented it. */
  needsComment: boolean;
};

export const ACT_REFUSALS = [
  'not_allowed',
  'own_figure',
  'not_live',
  'replaced',
  'nothing_to_raise',
  'nothing_to_reopen',
  'not_verified',
  'evidence_missing',
  'reason_missing',
  'comment_missing',
] as const;
export type ActRefusal = (typeof ACT_REFUSALS)[number];

const VERIFIERS = ['advisor', 'track_lead', 'manager'];

/** The level of a new value: what a leader declares is confirmed at once. */
export function entryLevel(actor: Pick<FigureActor, 'roles'>): 1 | 2 {
  return actor.roles.includes('leader') ? 2 : 1;
}

/** True when the person may declare a value: someone of the company, or staff for it (traced). */
export function mayDeclare(actor: Pick<FigureActor, 'roles'>): boolean {
  return actor.roles.some((role) => role === 'leader' || role === 'collaborator' || VERIFIERS.includes(role));
}

/** The level after an act. Confirming or verifying never lowers a level; reopening puts the value back to declared. (`docs/domain.md §4.1`) */
export function levelAfterAct(level: Level, act: ObservationAct): Level {
  if (act === 'confirmed') return level > 2 ? level : 2;
  if (act === 'verified') return level > 3 ? level : 3;
  if (act === 'audited') return 4;
  return act === 'reopened' ? 1 : 0;
}

/** Why this person may not act so on this value, or null. Confirmation is the leader's and no precondition of verification, which staff other than the author give with the evidence seen. */
export function actRefusal(
  actor: FigureActor,
  facts: ActFacts,
  act: ObservationAct,
  input: { reason?: string | null } = {},
): ActRefusal | null {
  const right = rightRefusal(actor, facts, act);
  if (right) return right;
  if (facts.level === 0) return 'not_live';
  if (facts.isReplaced) return 'replaced';
  return stateRefusal(facts, act) ?? proofRefusal(facts, act, input.reason);
}

function rightRefusal(actor: FigureActor, facts: ActFacts, act: ObservationAct): ActRefusal | null {
  const isLeader = actor.roles.includes('leader');
  const isManager = actor.roles.includes('manager');
  const isStaff = actor.roles.some((role) => VERIFIERS.includes(role));
  const isAuthor = actor.personId === facts.authorId;
  switch (act) {
    case 'confirmed':
      return isLeader ? null : 'not_allowed';
    case 'verified':
      return !isStaff ? 'not_allowed' : isAuthor ? 'own_figure' : null;
    case 'audited':
      return !isManager ? 'not_allowed' : isAuthor ? 'own_figure' : null;
    case 'refuted':
      return !isStaff ? 'not_allowed' : isAuthor ? 'own_figure' : null;
    case 'withdrawn':
      return isAuthor || isManager ? null : 'not_allowed';
    case 'reopened':
      return isLeader || isStaff ? null : 'not_allowed';
  }
}

function stateRefusal({ level }: ActFacts, act: ObservationAct): ActRefusal | null {
  if (act === 'audited' && level < 3) return 'not_verified';
  if (act === 'reopened') return level > 1 ? null : 'nothing_to_reopen';
  if (act === 'refuted' || act === 'withdrawn') return null;
  return levelAfterAct(level, act) > level ? null : 'nothing_to_raise';
}

function proofRefusal(facts: ActFacts, act: ObservationAct, reason: string | null | undefined): ActRefusal | null {
  if (act === 'verified' || act === 'audited') {
    if (!facts.hasEvidence) return 'evidence_missing';
    return facts.needsComment ? 'comment_missing' : null;
  }
  const needsReason = act === 'refuted' || act === 'withdrawn' || act === 'reopened';
  return needsReason && (reason ?? '').trim() === '' ? 'reason_missing' : null;
}
