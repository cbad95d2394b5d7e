import type { z } from 'zod';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { blockMilestone } from './block-milestone.server';
import { completeMilestone } from './complete-milestone.server';
import { contestMilestone } from './contest-milestone.server';
import type { MilestoneMove } from './milestone';
import {
  blockSchema,
  completeSchema,
  pressSchema,
  sendBackSchema,
  setAsideSchema,
  submitForCompanySchema,
  undoSchema,
  validateSchema,
  waiveSchema,
} from './milestone-moves.schema';
import type { MoveInput, MoveOutcome } from './move-milestone.server';
import { returnMilestone } from './return-milestone.server';
import { setMilestoneAside } from './set-milestone-aside.server';
import { startMilestone } from './start-milestone.server';
import { submitMilestone } from './submit-milestone.server';
import { submitMilestoneForCompany } from './submit-milestone-for-company.server';
import { unblockMilestone } from './unblock-milestone.server';
import { undoMilestone } from './undo-milestone.server';
import { validateMilestone } from './validate-milestone.server';
import { waiveEvidence } from './waive-evidence.server';

type Command = (tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date) => Promise<MoveOutcome>;
type StaffMove = Exclude<MilestoneMove, 'submit' | 'contest'>;
type CompanyMove = Extract<MilestoneMove, 'start' | 'submit' | 'block' | 'unblock' | 'contest' | 'undo'>;
type Act = { schema: z.ZodType<MoveInput> & { shape: z.ZodRawShape }; command: Command };

const BY_BOTH = {
  start: { schema: pressSchema, command: startMilestone },
  block: { schema: blockSchema, command: blockMilestone },
  unblock: { schema: pressSchema, command: unblockMilestone },
  undo: { schema: undoSchema, command: undoMilestone },
};

/** The form and the command of each act open to staff, by its name in the address. */
const STAFF_COMMANDS: Record<StaffMove, Act> = {
  ...BY_BOTH,
  submit_for_company: { schema: submitForCompanySchema, command: submitMilestoneForCompany },
  validate: { schema: validateSchema, command: validateMilestone },
  send_back: { schema: sendBackSchema, command: returnMilestone },
  complete: { schema: completeSchema, command: completeMilestone },
  set_aside: { schema: setAsideSchema, command: setMilestoneAside },
  waive_evidence: { schema: waiveSchema, command: waiveEvidence },
};

/** Those open to the company's leader. */
const COMPANY_COMMANDS: Record<CompanyMove, Act> = {
  ...BY_BOTH,
  submit: { schema: completeSchema, command: submitMilestone },
  contest: { schema: sendBackSchema, command: contestMilestone },
};

function commandIn<M extends MilestoneMove>(commands: Record<M, Act>, move: string | undefined): ({ move: M } & Act) | null {
  return move !== undefined && Object.hasOwn(commands, move) ? { move: move as M, ...commands[move as M] } : null;
}

export function staffCommand(move: string | undefined) {
  return commandIn(STAFF_COMMANDS, move);
}

export function companyCommand(move: string | undefined) {
  return commandIn(COMPANY_COMMANDS, move);
}
