import type { MessageRef } from '~/i18n/subjects';
import type { TaskRefusal } from './task';

export const TASK_REFUSED: Record<TaskRefusal, MessageRef> = {
  task_settled: 'tasks:refused.task_settled',
  task_open: 'tasks:refused.task_open',
  not_blocked: 'tasks:refused.not_blocked',
  already_blocked: 'tasks:refused.already_blocked',
  reason_missing: 'tasks:refused.reason_missing',
  unknown_reader: 'privacy:refused.unknown_reader',
  case_ended: 'tasks:refused.case_ended',
};
