import type { CaseHead } from './case-head.queries.server';
import { isFinalState } from './case-state';

/** What a case awaits of its reader, where no move to another stage is the answer. */
export type WhatNow = 'validate' | 'milestone' | 'task' | 'lead' | 'company' | 'expert' | 'third_party' | 'held' | 'ended' | 'nothing';

/** The milestone or action the ball is on for the person responsible; for anybody else, whom the case waits for. */
export function whatNow({ state, ball, isLead }: Pick<CaseHead, 'state' | 'ball' | 'isLead'>): WhatNow {
  if (isFinalState(state)) return 'ended';
  if (state === 'on_hold') return 'held';
  if (!ball) return 'nothing';
  if (ball.side !== 'advisor') return ball.side;
  if (!isLead) return 'lead';
  return ball.item ?? 'nothing';
}
