import { z } from 'zod';
import { MOST_NAMED_READERS } from '~/features/confidentiality/confidential-item';
import { ITEM_CLASSES } from '~/features/programmes/confidentiality';
import { oneOf, optionalDate, optionalText, requiredText, uuid, version } from '~/ui/forms/schema-parts';
import { TASK_MOVES, TASK_SIDES } from './task';

export const addTaskSchema = z.object({
  title: requiredText({ min: 3, max: 200 }),
  side: oneOf(TASK_SIDES),
  dueOn: optionalDate(),
  /** Who reads it: the company's own are always shared. */
  itemClass: oneOf(ITEM_CLASSES),
  readerIds: z.array(uuid()).max(MOST_NAMED_READERS),
});
export type AddTaskInput = z.output<typeof addTaskSchema>;

export const moveTaskSchema = z.object({ version: version(), move: oneOf(TASK_MOVES), reason: optionalText({ max: 1000 }) });
export type MoveTaskInput = z.output<typeof moveTaskSchema>;
