import { LEVELS, type Level, type ObservationAct } from './trust';

/** One recorded value of a cell. A correction continues its chain with the next number; another source starts a rival chain. (`docs/ledger.md §2`) */
export type RecordedValue = {
  id: string;
  chainId: string;
  chainNo: number;
  /** A number, or null with the reason why there is none. */
  value: number | null;
  unknownReason: string | null;
  entryLevel: 1 | 2;
  /** Instant at which it became known, as an ISO text: compared, never computed with. */
  recordedAt: string;
};

export type RecordedAct = { observationId: string; act: ObservationAct; level: Level; recordedAt: string };

/** A person's choice of the chain that counts; null lifts an earlier choice. */
export type RecordedChoice = { chainId: string | null; recordedAt: string };

export type CellHistory = {
  /** Every value of the cell, those of companies merged into this one included. */
  values: readonly RecordedValue[];
  acts?: readonly RecordedAct[];
  choices?: readonly RecordedChoice[];
};

export type StandingValue =
  | {
      kind: 'known';
      observation: RecordedValue;
      value: number;
      level: Level;
      isChosen: boolean;
      rivals: readonly RecordedValue[];
      reopenedFrom: number | null;
    }
  | {
      kind: 'unknown';
      reason: string;
      observation: RecordedValue | null;
      isAnswered: boolean;
      level: Level;
      rivals: readonly RecordedValue[];
    };

type Live = { value: RecordedValue; level: Level };

/**
 * The value of a cell that counts, as known at an instant. In each chain only the last live value stands, whatever its trust; among
 * chains the chosen one, else the most trusted, else the last recorded. Two values are never added. (`docs/ledger.md §3`)
 */
export function standingValue(history: CellHistory, knownAt?: string): StandingValue {
  const isKnown = ({ recordedAt }: { recordedAt: string }) => knownAt === undefined || recordedAt <= knownAt;
  const values = history.values.filter(isKnown);
  const acts = (history.acts ?? []).filter(isKnown);
  const heads = chainHeads(values, acts);
  const chosen = lastOf((history.choices ?? []).filter(isKnown))?.chainId ?? null;
  const winner = heads.find((head) => head.value.chainId === chosen) ?? [...heads].sort(byTrustThenTime)[0];
  if (!winner) return nothingLive(values, acts);
  const rivals = heads.filter((head) => head !== winner).map((head) => head.value);
  const { value: observation, level } = winner;
  if (observation.value === null) {
    return { kind: 'unknown', reason: observation.unknownReason ?? 'unknown', observation, isAnswered: true, level, rivals };
  }
  return {
    kind: 'known',
    observation,
    value: observation.value,
    level,
    isChosen: observation.chainId === chosen,
    rivals,
    reopenedFrom: reopenedFrom(winner, values, acts),
  };
}

/** The standing value when its trust reaches a minimum, else null: below trust or unknown is never zero. */
export function valueAt(history: CellHistory, minLevel: Level, knownAt?: string): number | null {
  const standing = standingValue(history, knownAt);
  return standing.kind === 'known' && standing.level >= minLevel ? standing.value : null;
}

function levelOf(value: RecordedValue, acts: readonly RecordedAct[]): Level {
  return lastOf(acts.filter((act) => act.observationId === value.id))?.level ?? value.entryLevel;
}

function chainHeads(values: readonly RecordedValue[], acts: readonly RecordedAct[]): Live[] {
  const heads = new Map<string, Live>();
  for (const value of values) {
    const level = levelOf(value, acts);
    const head = heads.get(value.chainId);
    if (level > 0 && (!head || head.value.chainNo < value.chainNo)) heads.set(value.chainId, { value, level });
  }
  return [...heads.values()];
}

function byTrustThenTime(a: Live, b: Live): number {
  return b.level - a.level || (a.value.recordedAt < b.value.recordedAt ? 1 : -1);
}

function lastOf<T extends { recordedAt: string }>(rows: readonly T[]): T | undefined {
  return rows.reduce<T | undefined>((last, row) => (last === undefined || row.recordedAt >= last.recordedAt ? row : last), undefined);
}

/** No live value: a refused answer is an answer; one withdrawn is as if never given. */
function nothingLive(values: readonly RecordedValue[], acts: readonly RecordedAct[]): StandingValue {
  const last = lastOf(values) ?? null;
  const lastAct = last && lastOf(acts.filter((act) => act.observationId === last.id));
  const reason = lastAct?.act === 'refuted' ? 'refuted' : 'unanswered';
  return { kind: 'unknown', reason, observation: last, isAnswered: reason === 'refuted', level: 0, rivals: [] };
}

/** The official value that an unverified correction took out of the tables: "reopened, was 48". */
function reopenedFrom(winner: Live, values: readonly RecordedValue[], acts: readonly RecordedAct[]): number | null {
  if (winner.level >= LEVELS.verified) return null;
  const earlier = values
    .filter((value) => value.chainId === winner.value.chainId && value.chainNo < winner.value.chainNo && levelOf(value, acts) > 0)
    .sort((a, b) => b.chainNo - a.chainNo)[0];
  if (earlier) return earlier.value !== null && levelOf(earlier, acts) > winner.level ? earlier.value : null;
  const wasHigher = acts.some((act) => act.observationId === winner.value.id && act.level > winner.level);
  return wasHigher ? winner.value.value : null;
}
