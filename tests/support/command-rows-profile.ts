import { correctAid, recordAid } from '~/features/aid/record-aid.server';
import { removeCapitalLink, saveCapitalLink } from '~/features/capital/save-capital-link.server';
import { changeCategory, changeMembership } from '~/features/company-profile/change-membership.server';
import { keepComputedSize, overrideSize } from '~/features/company-profile/decide-size.server';
import { editActivity, stateOwnActivity } from '~/features/company-profile/edit-activity.server';
import { editIdentity } from '~/features/company-profile/edit-identity.server';
import { editOwnership, stateOwnOwnership } from '~/features/company-profile/edit-ownership.server';
import { recordYear } from '~/features/company-profile/record-year.server';
import { recordDifficulty, stateExportControl } from '~/features/company-profile/restricted.server';
import { saveEstablishment } from '~/features/company-profile/save-establishment.server';
import { AT, type CommandRow, TODAY, version, words } from './command-scene';

const made = { version, valueChain: [], technologies: [], markets: [] };
const held = { version, autonomy: 'autonomous' as const, jeiFrom: null, jeiUntil: null, cirFrom: null, cirUntil: null };
const aid = {
  grantedOn: '2026-01-05',
  title: words,
  funder: words,
  instrumentCode: null,
  instrumentOther: null,
  grossGrant: 100,
  rule: 'de_minimis' as const,
  evidence: words,
};
const place = {
  version: 0,
  siret: null,
  name: words,
  isHeadOffice: false,
  streetAddress: null,
  postcode: null,
  city: null,
  communeCode: null,
  fromOn: null,
  untilOn: null,
};

/** Commands on a company's record. */
export const PROFILE_COMMANDS: Record<string, CommandRow> = {
  editIdentity: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      editIdentity(tx, actor, companyId, {
        ...{ version, name: words, acronym: null, tradeName: null, naf2025Code: null, streetAddress: null, postcode: null, city: null },
        ...{ communeCode: null, departmentCode: null, latitude: null, longitude: null },
      }),
  },
  editActivity: {
    state: 'active',
    run: (tx, actor, { companyId }) => editActivity(tx, actor, companyId, { ...made, mainDas: null, secondaryDas: [] }),
  },
  stateOwnActivity: { state: 'active', run: (tx, actor, { companyId }) => stateOwnActivity(tx, actor, companyId, made) },
  editOwnership: {
    state: 'active',
    run: (tx, actor, { companyId }) => editOwnership(tx, actor, companyId, { ...held, groupHeadSiren: null, groupName: null }, TODAY),
  },
  stateOwnOwnership: { state: 'active', run: (tx, actor, { companyId }) => stateOwnOwnership(tx, actor, companyId, held, TODAY) },
  overrideSize: {
    state: 'active',
    run: (tx, actor, { companyId }) => overrideSize(tx, actor, companyId, { version, size: 'small', reason: words, evidence: null }, AT),
  },
  keepComputedSize: {
    state: 'active',
    given: async (sql, { companyId }) => {
      await sql`update company_years set balance_total_cents = 100 where company_id = ${companyId}`;
    },
    run: (tx, actor, { companyId }) => keepComputedSize(tx, actor, companyId, { version }, TODAY),
  },
  changeMembership: {
    state: 'active',
    run: (tx, actor, { companyId }) => changeMembership(tx, actor, companyId, { change: 'suspended', fromOn: '2026-11-02' }, TODAY),
  },
  changeCategory: {
    state: 'active',
    run: (tx, actor, { companyId }) => changeCategory(tx, actor, companyId, { version, category: 'research' }),
  },
  recordDifficulty: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      recordDifficulty(tx, actor, companyId, { level: 'none', fromOn: '2026-11-02', reason: words }, TODAY),
  },
  stateExportControl: {
    state: 'active',
    run: (tx, actor, { companyId }) => stateExportControl(tx, actor, companyId, { version, status: 'dual_use' }, TODAY),
  },
  recordYear: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      recordYear(
        tx,
        actor,
        { companyId, yearId: null },
        { version: 0, closedOn: '2024-12-31', months: 12, balanceTotal: 1, netResult: -1, photonicShare: 50 },
        TODAY,
      ),
  },
  saveCapitalLink: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      saveCapitalLink(
        tx,
        actor,
        { companyId, linkId: null },
        {
          ...{ version: 0, year: 2024, name: words, siren: null, side: 'holder', kind: 'linked', share: 60, exception: null },
          ...{ headcount: null, turnover: null, balanceTotal: null },
        },
        TODAY,
      ),
  },
  removeCapitalLink: {
    state: 'active',
    given: async (sql, { companyId }) => ({
      link: (await sql`select id from capital_links where company_id = ${companyId}`)[0]?.id as string,
    }),
    run: (tx, actor, { companyId, ids }) => removeCapitalLink(tx, actor, { companyId, linkId: ids.link! }, { version }),
  },
  saveEstablishment: {
    state: 'active',
    run: (tx, actor, { companyId }) => saveEstablishment(tx, actor, { companyId, establishmentId: null }, place),
  },
  recordAid: { state: 'active', run: (tx, actor, { companyId }) => recordAid(tx, actor, companyId, aid, TODAY) },
  correctAid: {
    state: 'active',
    given: async (sql, { companyId }) => ({
      grant: (await sql`select id from aid_grants where company_id = ${companyId}`)[0]?.id as string,
    }),
    run: (tx, actor, { companyId, ids }) =>
      correctAid(tx, actor, { companyId, grantId: ids.grant! }, { ...aid, reason: words, isStruck: false }, TODAY),
  },
};
