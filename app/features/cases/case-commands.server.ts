import type { z } from 'zod';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { returnPlan } from '~/features/plans/return-plan.server';
import { sendPlan } from '~/features/plans/send-plan.server';
import type { Result } from '~/platform/result';
import { acceptCase } from './accept-case.server';
import {
  closeEarlySchema,
  commentSchema,
  holdCaseSchema,
  pressSchema,
  redirectCaseSchema,
  refuseCaseSchema,
  signPlanSchema,
  withdrawCaseSchema,
} from './case-moves.schema';
import type { CaseRefusal } from './case-refused';
import type { StaffMove } from './case-transition';
import { closeCase } from './close-case.server';
import { closeCaseEarly } from './close-case-early.server';
import { handBackCase } from './hand-back-case.server';
import { holdCase } from './hold-case.server';
import { redirectCase } from './redirect-case.server';
import { refuseCase } from './refuse-case.server';
import { reopenCase } from './reopen-case.server';
import { requalifyCase } from './requalify-case.server';
import { resumeCase } from './resume-case.server';
import { returnToSupport } from './return-to-support.server';
import { startFollowUp } from './start-follow-up.server';
import { startReview } from './start-review.server';
import { takeCase } from './take-case.server';
import { withdrawCase } from './withdraw-case.server';

type MoveOutcome = Result<{ caseId: string }, CaseRefusal | 'not_allowed' | 'not_found' | 'changed_meanwhile'>;
type Command<Input> = (tx: Tx, actor: Actor, caseId: string, input: Input, at: Date) => Promise<MoveOutcome>;

/** A form and the command that takes what it reads. */
function staffMove<S extends z.ZodType>(schema: S, command: Command<z.output<S>>): { schema: z.ZodType; command: Command<unknown> } {
  return { schema, command: (tx, actor, caseId, input, at) => command(tx, actor, caseId, input as z.output<S>, at) };
}

/** The form and the command of each act open to staff, by its name in the address; assigning has a page of its own. */
const STAFF_COMMANDS: Record<StaffMove, ReturnType<typeof staffMove>> = {
  take: staffMove(pressSchema, takeCase),
  hand_back: staffMove(commentSchema, handBackCase),
  accept: staffMove(pressSchema, acceptCase),
  refuse: staffMove(refuseCaseSchema, refuseCase),
  redirect: staffMove(redirectCaseSchema, redirectCase),
  return_to_qualification: staffMove(commentSchema, requalifyCase),
  send_plan: staffMove(pressSchema, sendPlan),
  sign_plan: staffMove(signPlanSchema, agreePlan),
  return_plan: staffMove(commentSchema, returnPlan),
  hold: staffMove(holdCaseSchema, holdCase),
  resume: staffMove(pressSchema, resumeCase),
  close_early: staffMove(closeEarlySchema, closeCaseEarly),
  withdraw: staffMove(withdrawCaseSchema, withdrawCase),
  start_review: staffMove(pressSchema, startReview),
  return_to_support: staffMove(commentSchema, returnToSupport),
  start_follow_up: staffMove(pressSchema, startFollowUp),
  close: staffMove(pressSchema, closeCase),
  reopen: staffMove(commentSchema, reopenCase),
};

export function staffCommand(act: string | undefined) {
  return act !== undefined && Object.hasOwn(STAFF_COMMANDS, act) ? { act: act as StaffMove, ...STAFF_COMMANDS[act as StaffMove] } : null;
}
