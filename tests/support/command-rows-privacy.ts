import { answerPrivacyRequest, checkIdentity, extendPrivacyRequest } from '~/features/privacy/answer-privacy-request.server';
import { askCopy } from '~/features/privacy/ask-copy.server';
import { giveConsent, withdrawConsent } from '~/features/privacy/change-consent.server';
import { erasePerson } from '~/features/privacy/erase-person.server';
import { openPrivacyRequest } from '~/features/privacy/open-privacy-request.server';
import { settleFind } from '~/features/privacy/settle-find.server';
import { AT, type CommandRow, type Owner, on, type Scene, TODAY, version, WHO_WORKS, words } from './command-scene';

const purpose = 'publication' as const;
const notAgreed = (sql: Owner, { companyId }: Scene) =>
  sql`update consents set withdrawn_at = now(), withdrawn_by_id = given_by_id where company_id = ${companyId} and withdrawn_at is null`;

/** A contact of the scene's company, and what they asked. */
const asked =
  (isChecked: boolean) =>
  async (sql: Owner, { companyId }: Scene) => {
    const person = on(
      await sql`insert into people (cluster_id, given_name, family_name) select cluster_id, 'Gone', ${`Person ${companyId}`} from companies where id = ${companyId} returning id`,
    );
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) select cluster_id, id, ${person}, 'contact', '2026-01-05' from companies where id = ${companyId}`;
    const by = on(
      await sql`select p.id from people p join companies c on c.id = ${companyId} and c.cluster_id = p.cluster_id order by p.id limit 1`,
    );
    const checked = isChecked ? '2026-11-02' : null;
    const request = on(
      await sql`insert into privacy_requests (cluster_id, person_id, kind, received_on, due_on, created_by_id, identity_check, identity_checked_at, identity_checked_by_id)
        select cluster_id, ${person}, 'erasure', '2026-11-02', '2026-12-02', ${by}, ${isChecked ? words : null}, ${checked}, ${isChecked ? by : null} from companies where id = ${companyId} returning id`,
    );
    return { person, request };
  };
const mention = async (sql: Owner, { companyId, caseId, ids }: Scene) => {
  const find = on(
    await sql`insert into privacy_finds (cluster_id, person_id, place, item_id, case_id, company_id, finding, starts_at, length, text_digest)
      select c.cluster_id, n.author_id, 'notes.body', n.id, ${caseId}, ${companyId}, 'maybe', 1, 1, 'd' from companies c join notes n on n.id = ${ids.notes as string} where c.id = ${companyId} returning id`,
  );
  return { find };
};
const forRegister = ['admin'] as const;

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
  openPrivacyRequest: {
    state: 'active',
    given: asked(false),
    opensTo: forRegister,
    run: (tx, actor, { ids }) => openPrivacyRequest(tx, actor, { personId: ids.person!, kind: 'access', receivedOn: TODAY }, AT),
  },
  checkIdentity: {
    state: 'active',
    given: asked(false),
    opensTo: forRegister,
    run: (tx, actor, { ids }) => checkIdentity(tx, actor, ids.request, { version, identityCheck: words }, AT),
  },
  extendPrivacyRequest: {
    state: 'active',
    given: asked(false),
    opensTo: forRegister,
    run: (tx, actor, { ids }) => extendPrivacyRequest(tx, actor, ids.request, { version, reason: words }, AT),
  },
  erasePerson: {
    state: 'active',
    given: asked(true),
    opensTo: forRegister,
    run: (tx, actor, { ids }) => erasePerson(tx, actor, ids.request, { version }, AT),
  },
  answerPrivacyRequest: {
    state: 'active',
    given: asked(true),
    opensTo: forRegister,
    run: (tx, actor, { ids }) =>
      answerPrivacyRequest(tx, actor, ids.request, { version, outcome: 'refused', answer: words, proof: null }, AT),
  },
  settleFind: {
    state: 'active',
    given: mention,
    opensTo: ['advisor', 'otherAdvisor', 'trackLead', 'manager'],
    run: (tx, actor, { ids }) => settleFind(tx, actor, { findId: ids.find!, settledAs: 'another' }, AT),
  },
};
