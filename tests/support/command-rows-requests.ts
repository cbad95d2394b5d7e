import { saveRequest } from '~/features/requests/save-request.server';
import { submitRequest } from '~/features/requests/submit-request.server';
import { AT, type CommandRow, need, words } from './command-scene';

export const REQUEST_COMMANDS: Record<string, CommandRow> = {
  saveRequest: {
    state: 'active',
    run: (tx, actor, { companyId }) => saveRequest(tx, actor, { companyId }, { track: 'financing', title: words, need, note: words }),
  },
  submitRequest: {
    state: 'active',
    run: (tx, actor, { companyId }) => submitRequest(tx, actor, { companyId }, { track: 'financing', title: words, need, note: words }, AT),
  },
};
