import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS, nextAttempt } from '~/features/mail/mail-kind';
import { netChange } from '~/features/mail/net-change';
import { MILESTONE_STATES } from '~/features/milestones/milestone';

const step = (from: string, to: string) => ({ from, to });

// product traps 23 and 24
describe('the net change of what waited', () => {
  it('is from before the first change to what stands now', () => {
    expect(netChange([step('to_validate', 'in_progress')], 'in_progress')).toEqual(step('to_validate', 'in_progress'));
    expect(netChange([step('upcoming', 'in_progress'), step('in_progress', 'to_validate')], 'done')).toEqual(step('upcoming', 'done'));
  });

  it('is nothing after a round trip, whoever made the way back', () => {
    expect(netChange([step('to_validate', 'in_progress'), step('in_progress', 'to_validate')], 'to_validate')).toBeNull();
    expect(netChange([step('to_validate', 'in_progress')], 'to_validate')).toBeNull();
  });

  it('is nothing where nothing was told', () => {
    expect(netChange([], 'in_progress')).toBeNull();
  });

  it('never depends on the way between', () => {
    const state = fc.constantFrom(...MILESTONE_STATES);
    fc.assert(
      fc.property(state, state, fc.array(fc.tuple(state, state)), (from, standing, between) => {
        const steps = [step(from, 'in_progress'), ...between.map(([a, b]) => step(a, b))];
        expect(netChange(steps, standing)).toEqual(from === standing ? null : step(from, standing));
      }),
    );
  });
});

describe('the wait after a failure', () => {
  it('grows, and ends', () => {
    const at = new Date('2026-11-23T09:00:00Z');
    const minutes = Array.from({ length: MOST_ATTEMPTS }, (_, index) => {
      const next = nextAttempt(index + 1, at);
      return next && (next.getTime() - at.getTime()) / 60_000;
    });
    expect(minutes).toEqual([1, 5, 30, 120, 360, 1440, null]);
  });
});
