import { addCompany } from '~/features/companies/add-company.server';
import { addFromRegister } from '~/features/companies/add-from-register.server';
import { enrolCompany } from '~/features/companies/enrol-company.server';
import { judgeHealth } from '~/features/health/judge-health.server';
import { applyRegisterImport, discardRegisterImport } from '~/features/imports/apply-register-import.server';
import { startRegisterImport } from '~/features/imports/preview-register-file.server';
import { changeProfile } from '~/features/load/change-profile.server';
import { setComplexity } from '~/features/load/set-complexity.server';
import { editNote } from '~/features/notes/edit-note.server';
import { shareNote } from '~/features/notes/share-note.server';
import { writeNote } from '~/features/notes/write-note.server';
import { answerFigure } from '~/features/outcomes/answer-figure.server';
import { answerSatisfaction } from '~/features/outcomes/answer-satisfaction.server';
import { declareUnknown } from '~/features/outcomes/declare-figure.server';
import { giveFigures } from '~/features/outcomes/give-figures.server';
import { submitCaseFigure, submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { addContact } from '~/features/people/add-contact.server';
import { inviteContact } from '~/features/people/invite-contact.server';
import { saveRequest } from '~/features/requests/save-request.server';
import { submitRequest } from '~/features/requests/submit-request.server';
import { addTask } from '~/features/tasks/add-task.server';
import { moveTask } from '~/features/tasks/move-task.server';
import { CASE_COMMANDS } from './command-rows-cases';
import { MILESTONE_COMMANDS } from './command-rows-milestones';
import { PROFILE_COMMANDS } from './command-rows-profile';
import { AT, type CommandRow, figureForm, need, note, on, TODAY, version, words } from './command-scene';

/**
 * Every command with what it needs to succeed for whoever may give it. A new command needs one row, here or in the two files beside; what each person
 * then gets is written by `WRITE_MATRIX=1` into commands.json, to be read before it is kept.
 */
export const COMMANDS: Record<string, CommandRow> = {
  ...CASE_COMMANDS,
  ...MILESTONE_COMMANDS,
  ...PROFILE_COMMANDS,
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
  judgeHealth: {
    state: 'active',
    given: async (sql, { caseId }) => {
      await sql`update case_health set score = 60 where case_id = ${caseId}`;
      await sql`update health_overrides set ended_at = now() where case_id = ${caseId}`;
    },
    run: (tx, actor, { caseId }) =>
      judgeHealth(tx, actor, caseId, { act: 'judge', seen: '', health: 'on_track', reason: words, untilOn: '2026-12-01' }, AT),
  },
  setComplexity: {
    state: 'active',
    run: (tx, actor, { caseId }) => setComplexity(tx, actor, caseId, { version, complexity: 'light' }, AT),
  },
  changeProfile: {
    state: 'active',
    run: (tx, actor, { advisorId }) =>
      changeProfile(tx, actor, advisorId, { act: 'capacity', seen: 1, percent: 60, kind: 'part_time', fromOn: TODAY }, AT),
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
  applyRegisterImport: { state: 'active', run: (tx, actor, { ids }) => applyRegisterImport(tx, actor, ids.register_imports!, AT) },
  discardRegisterImport: { state: 'active', run: (tx, actor, { ids }) => discardRegisterImport(tx, actor, ids.register_imports!) },
  startRegisterImport: {
    state: 'active',
    isAnywhere: true,
    run: (tx, actor) => startRegisterImport(tx, actor, { fileName: 'x.csv', sha256: 'x', sizeBytes: 1 }),
  },

  editNote: { state: 'active', run: (tx, actor, { ids }) => editNote(tx, actor, ids.notes, { ...note, version }, AT) },
  shareNote: { state: 'active', run: (tx, actor, { ids }) => shareNote(tx, actor, ids.notes, { version }, AT) },
  writeNote: { state: 'active', run: (tx, actor, { caseId }) => writeNote(tx, actor, caseId, { ...note, audience: 'team' }, AT) },
  addTask: {
    state: 'active',
    run: (tx, actor, { caseId }) => addTask(tx, actor, caseId, { title: words, side: 'advisor', dueOn: null }, AT),
  },
  moveTask: {
    state: 'active',
    run: (tx, actor, { ids }) => moveTask(tx, actor, ids.tasks, { version, move: 'complete', reason: null }, AT),
  },

  answerFigure: {
    state: 'active',
    run: (tx, actor, { companyId, ids }) =>
      answerFigure(
        tx,
        actor,
        { companyId, intent: `x:${ids.observations}`, form: { answer: 'disagree', value: '', den: '', comment: words } },
        AT,
      ),
  },
  answerSatisfaction: {
    state: 'reviewing',
    run: (tx, actor, { caseId }) => answerSatisfaction(tx, actor, { caseId, score: 8, comment: null }, AT),
  },
  declareUnknown: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      declareUnknown(tx, actor, { companyId, metric: 'FIN-01', cell: '2025', unknownReason: 'not_collected' }, AT),
  },
  giveFigures: {
    state: 'active',
    run: (tx, actor, { companyId, ids }) => giveFigures(tx, actor, { companyId, fields: { [`value-${ids.expected_figures}`]: '12' } }, AT),
  },
  submitCaseFigure: {
    state: 'active',
    run: (tx, actor, { caseId, ids }) =>
      submitCaseFigure(tx, actor, { caseId, intent: `refute:${ids.observations}`, form: figureForm }, AT),
  },
  submitFigure: {
    state: 'active',
    run: (tx, actor, { ids }) =>
      submitFigure(tx, actor, { observationId: ids.observations!, intent: `refute:${ids.observations}`, form: figureForm }, AT),
  },

  addContact: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      addContact(
        tx,
        actor,
        companyId,
        { givenName: 'A', familyName: 'B', email: 'new@test.example', jobTitle: 'C', phone: null, role: 'contact', isSignatory: false },
        TODAY,
      ),
  },
  inviteContact: {
    state: 'active',
    given: async (sql, { companyId }) => {
      const person = on(
        await sql`insert into people (cluster_id, given_name, family_name, email) select cluster_id, 'N', 'M', ${`${companyId}@test.example`} from companies where id = ${companyId} returning id`,
      );
      await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) select cluster_id, id, ${person}, 'leader', '2026-01-05' from companies where id = ${companyId}`;
      return { person };
    },
    run: (tx, actor, { companyId, ids }) => inviteContact(tx, actor, { companyId, personId: ids.person!, tokenHash: 'h', at: AT }),
  },

  saveRequest: {
    state: 'active',
    run: (tx, actor, { companyId }) => saveRequest(tx, actor, { companyId }, { track: 'financing', title: words, need, note: words }),
  },
  submitRequest: {
    state: 'active',
    run: (tx, actor, { companyId }) => submitRequest(tx, actor, { companyId }, { track: 'financing', title: words, need, note: words }, AT),
  },
};
