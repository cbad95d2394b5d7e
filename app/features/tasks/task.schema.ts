import { z } from 'zod';
import { oneOf, optionalDate, optionalText, requiredText, version } from '~/ui/forms/schema-parts';
import { TASK_MOVES, TASK_SIDES } from './task';

export const addTaskSchema = z.object({
  title: requiredText({ min: 3, max: 200 }),
  side: oneOf(TASK_SIDES),
  dueOn: optionalDate(),
});
export type AddTaskInput = z.output<typeof addTaskSchema>;

export const moveTaskSchema = z.object({ version: version(), move: oneOf(TASK_MOVES), reason: optionalText({ max: 1000 }) });
export type MoveTaskInput = z.output<typeof moveTaskSchema>;
