export const TASK_STATES = ['open', 'blocked', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_SIDES = ['advisor', 'company'] as const;
export type TaskSide = (typeof TASK_SIDES)[number];

export const TASK_MOVES = ['complete', 'drop', 'block', 'unblock', 'reopen'] as const;
export type TaskMove = (typeof TASK_MOVES)[number];

export const TASK_REFUSALS = [
  'task_settled',
  'task_open',
  'not_blocked',
  'already_blocked',
  'reason_missing',
  'case_ended',
  'unknown_reader',
] as const;
export type TaskRefusal = (typeof TASK_REFUSALS)[number];

/** The state a move leads to. */
export const STATE_AFTER: Record<TaskMove, TaskState> = {
  complete: 'done',
  drop: 'dropped',
  block: 'blocked',
  unblock: 'open',
  reopen: 'open',
};

/** Why a task in this state can't make this move, or null. A block and a drop say why. (A9) */
export function taskMoveRefusal(state: TaskState, move: TaskMove, reason: string | null): TaskRefusal | null {
  const isSettled = state === 'done' || state === 'dropped';
  if (move === 'reopen') return isSettled ? null : 'task_open';
  if (isSettled) return 'task_settled';
  if (move === 'unblock') return state === 'blocked' ? null : 'not_blocked';
  if (move === 'block' && state === 'blocked') return 'already_blocked';
  return (move === 'block' || move === 'drop') && !reason?.trim() ? 'reason_missing' : null;
}
