import { addCompany } from '~/features/companies/add-company.server';
import { addFromRegister } from '~/features/companies/add-from-register.server';
import { enrolCompany } from '~/features/companies/enrol-company.server';
import { viewCompany } from '~/features/views/view-company.server';
import { type CommandRow, on, TODAY, WHO_WORKS, words } from './command-scene';

export const COMPANY_COMMANDS: Record<string, CommandRow> = {
  addCompany: {
    state: 'submitted',
    isAnywhere: true,
    run: (tx, actor) => addCompany(tx, actor, { siren: null, foreignId: 'IT-1', countryCode: 'IT', name: words, joining: 'none' }, TODAY),
  },
  addFromRegister: {
    state: 'submitted',
    isAnywhere: true,
    given: async (sql) => {
      await sql`insert into register_units (siren, name, folded_name, row_hash) values ('000100149', 'UNIT', 'unit', 'h') on conflict do nothing`;
    },
    run: (tx, actor) => addFromRegister(tx, actor, { siren: ['000100149'], joining: 'none' }, TODAY),
  },
  // Who only reads may look too.
  viewCompany: {
    state: 'active',
    opensTo: [...WHO_WORKS, 'director'],
    run: (tx, actor, { companyId }) => viewCompany(tx, actor, companyId),
  },
  enrolCompany: {
    state: 'active',
    given: async (sql, { companyId }) => ({
      newcomer: on(
        await sql`insert into companies (cluster_id, foreign_id, country_code, name) select cluster_id, 'NEW', 'BE', 'New' from companies where id = ${companyId} returning id`,
      ),
    }),
    run: (tx, actor, { ids }) => enrolCompany(tx, actor, ids.newcomer!, { joining: 'none', today: TODAY }),
  },
};
