import { describe, expect, test } from 'vitest';
import { planBlock } from '../../../db/seed/demo/block-plan';
import { clockAt } from '../../../db/seed/demo/calendar';
import { Chance } from '../../../db/seed/demo/chance';
import { type Story, stateOn } from '../../../db/seed/demo/story';
import { tellStory } from '../../../db/seed/demo/tell-story';
import { PLAN_TEMPLATES } from '../../../db/seed/reference/plan-templates';

const DATES = [
  ['2016-06-30', 2013],
  ['2026-11-23', 2023],
  ['2027-03-01', 2024],
] as const;

describe.each(DATES)('four blocks of cases told as of %s, under the contract of %i', (asOf, contractStartYear) => {
  const clock = clockAt(asOf, contractStartYear);
  const notBefore = clock.days.index(`${contractStartYear}-01-01`);
  const told = Array.from({ length: 4 }, (_, block) => planBlock(block, new Chance(`plan ${block}`)).cases)
    .flat()
    .map((planned, place) => {
      const template = PLAN_TEMPLATES.find(({ track }) => track === planned.track);
      if (!template) throw new Error(`No template for ${planned.track}`);
      const telling = { target: planned.state, track: planned.track, template: { ...template, versionId: '' }, notBefore };
      const progress = {
        ...(planned.progress !== undefined && { progress: planned.progress }),
        ...(planned.mood && { mood: planned.mood }),
      };
      return { planned, story: tellStory({ ...telling, ...progress }, new Chance(`case ${place}`), clock) };
    });

  test('each stands today in the state it was planned for, and began within the contract', () => {
    for (const { planned, story } of told) {
      expect(stateOn(story, clock.today)).toBe(planned.state);
      expect(story.submitted).toBeGreaterThanOrEqual(notBefore);
    }
  });

  test('no milestone is done before what it waits for', () => {
    for (const { story } of told) {
      const done = new Map(story.milestones.map((milestone) => [milestone.position, milestone.done]));
      for (const { position, dependsOn } of story.template?.milestones ?? []) {
        for (const before of dependsOn) expect(done.get(before) ?? 0).toBeLessThanOrEqual(done.get(position) ?? 0);
      }
    }
  });

  test('milestones are late by a median of three working days, about one in eight by more than twenty (docs/domain.md §10.3)', () => {
    const late = told.flatMap(({ story }) => doneBy(story, clock.today).map(({ done, due }) => done - due)).sort((a, b) => a - b);
    expect(late.length).toBeGreaterThan(4_000);
    expect(Math.abs((late[Math.floor(late.length / 2)] ?? 0) - 3)).toBeLessThanOrEqual(1);
    const share = late.filter((days) => days > 20).length / late.length;
    expect(share).toBeGreaterThan(0.09);
    expect(share).toBeLessThan(0.15);
  });

  test('few ask in August and at the end of December; European projects are asked for before the cut-offs', () => {
    // Of cases whose day was drawn: those that stand at their very beginning were asked in the last weeks.
    const settled = told.filter(
      ({ planned }) => !['submitted', 'qualifying', 'accepted', 'assessing', 'plan_to_sign'].includes(planned.state),
    );
    const days = settled.map(({ planned, story }) => ({ day: clock.days.day(story.submitted).slice(5), track: planned.track }));
    const share = (isIn: (day: string) => boolean, list = days) => list.filter(({ day }) => isIn(day)).length / list.length;
    expect(share((day) => day.startsWith('08'))).toBeLessThan(0.5 / 12);
    expect(share((day) => day >= '12-19' || day <= '01-03')).toBeLessThan(0.25 / 12);
    const european = days.filter(({ track }) => track === 'eu_projects');
    const isBeforeCutOff = (day: string) => (day >= '03-01' && day <= '05-31') || (day >= '09-01' && day <= '11-30');
    expect(share(isBeforeCutOff, european)).toBeGreaterThan(0.65);
    expect(share(isBeforeCutOff)).toBeLessThan(0.6);
  });
});

/** Milestones that were done while the case lived. */
function doneBy(story: Story, today: number) {
  const last = Math.min(today, story.cut ?? story.closed);
  const isSetAside = (done: number, isFollowUp: boolean) => !isFollowUp && story.followUp <= last && done > story.followUp;
  return story.milestones.filter(({ done, isFollowUp }) => done <= last && !isSetAside(done, isFollowUp));
}
