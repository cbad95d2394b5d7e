import type { ActorFacts } from '~/features/cases/case-actor';
import type { TaskMove, TaskSide } from './task';

/** Staff who work on cases and see this one. */
export function mayAddTask(actor: ActorFacts): boolean {
  return actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');
}

/** Staff, and the leader for what is the company's: done, blocked or free again, never dropped. */
export function mayMoveTask(actor: ActorFacts, task: { side: TaskSide }, move: TaskMove): boolean {
  if (mayAddTask(actor)) return true;
  return actor.roles.includes('leader') && task.side === 'company' && (move === 'complete' || move === 'block' || move === 'unblock');
}
