import { describe, expect, it } from 'vitest';
import { whatNow } from '~/features/cases/what-now';

const ball = { side: 'advisor', what: 'Bilan', place: '#milestone-1', sinceOn: null, item: 'milestone' } as const;

describe('what a case awaits of its reader', () => {
  it('leads the person responsible to the milestone or the action the ball is on', () => {
    expect(whatNow({ state: 'active', isLead: true, ball: { ...ball, item: 'validate' } })).toBe('validate');
    expect(whatNow({ state: 'follow_up', isLead: true, ball })).toBe('milestone');
    expect(whatNow({ state: 'assessing', isLead: true, ball: { ...ball, item: 'task' } })).toBe('task');
  });

  it('says who else must act to anybody who is not responsible', () => {
    expect(whatNow({ state: 'active', isLead: false, ball })).toBe('lead');
    expect(whatNow({ state: 'active', isLead: true, ball: { ...ball, side: 'company' } })).toBe('company');
    expect(whatNow({ state: 'active', isLead: true, ball: { ...ball, side: 'third_party' } })).toBe('third_party');
  });

  it('asks nothing of a case that is over, on hold, or has nothing open', () => {
    expect(whatNow({ state: 'closed', isLead: true, ball })).toBe('ended');
    expect(whatNow({ state: 'on_hold', isLead: true, ball })).toBe('held');
    expect(whatNow({ state: 'active', isLead: true, ball: null })).toBe('nothing');
    expect(whatNow({ state: 'active', isLead: true, ball: { ...ball, what: null, place: null, item: null } })).toBe('nothing');
  });
});
