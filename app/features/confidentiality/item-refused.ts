import type { MessageRef } from '~/i18n/subjects';
import type { ItemRefusal } from './confidential-item';

export const ITEM_REFUSED: Record<ItemRefusal, MessageRef> = {
  already_shared: 'privacy:refused.already_shared',
  draft_not_shared: 'privacy:refused.draft_not_shared',
  restricted_not_shared: 'privacy:refused.restricted_not_shared',
  not_shared: 'privacy:refused.not_shared',
  already_read: 'privacy:refused.already_read',
  not_restricted: 'privacy:refused.not_restricted',
  withdrawn: 'privacy:refused.withdrawn',
};
