import { addTask } from '~/features/tasks/add-task.server';
import { moveTask } from '~/features/tasks/move-task.server';
import { AT, type CommandRow, version, words } from './command-scene';

export const TASK_COMMANDS: Record<string, CommandRow> = {
  addTask: {
    state: 'active',
    run: (tx, actor, { caseId }) =>
      addTask(tx, actor, caseId, { title: words, side: 'advisor', itemClass: 'team', readerIds: [], dueOn: null }, AT),
  },
  moveTask: {
    state: 'active',
    run: (tx, actor, { ids }) => moveTask(tx, actor, ids.tasks, { version, move: 'complete', reason: null }, AT),
  },
};
