import { askCopy } from '~/features/privacy/ask-copy.server';
import { giveConsent, withdrawConsent } from '~/features/privacy/change-consent.server';
import { AT, type CommandRow, type Owner, type Scene, WHO_WORKS } from './command-scene';

const purpose = 'publication' as const;
const notAgreed = (sql: Owner, { companyId }: Scene) =>
  sql`update consents set withdrawn_at = now(), withdrawn_by_id = given_by_id where company_id = ${companyId} and withdrawn_at is null`;

export const PRIVACY_COMMANDS: Record<string, CommandRow> = {
  askCopy: {
    state: 'active',
    isAnywhere: true,
    opensTo: [...WHO_WORKS, 'admin', 'collaborator', 'director', 'expert', 'funder'],
    run: (tx, actor) => askCopy(tx, actor, AT),
  },
  giveConsent: {
    state: 'active',
    given: notAgreed,
    run: (tx, actor, { companyId }) => giveConsent(tx, actor, { companyId, purpose }, AT),
  },
  withdrawConsent: {
    state: 'active',
    run: (tx, actor, { companyId }) => withdrawConsent(tx, actor, { companyId, purpose }, AT),
  },
};
