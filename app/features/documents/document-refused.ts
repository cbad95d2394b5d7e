import type { MessageRef } from '~/i18n/subjects';
import type { DocumentRefusal } from './document';

export const DOCUMENT_REFUSED: Record<DocumentRefusal, MessageRef> = {
  case_ended: 'documents:refused.case_ended',
  quota_reached: 'documents:refused.quota_reached',
  already_replaced: 'documents:refused.already_replaced',
  already_withdrawn: 'documents:refused.already_withdrawn',
  proof_of_done: 'documents:refused.proof_of_done',
  milestone_unknown: 'documents:refused.milestone_unknown',
  no_room: 'documents:problem.no_room',
  unknown_reader: 'privacy:refused.unknown_reader',
};
