import { describe, expect, test } from 'vitest';
import { SIDE_LETTERS } from '~/features/milestones/milestone';
import { ASSESSMENT_POSITIONS, isAfterSignature, SIGNATURE_POSITIONS } from '~/features/plans/plan-template';
import { dependencyLoop } from '~/features/plans/schedule';
import { TRACK_CODES, TRACKS } from '~/features/programmes/track';
import { STRUCTURING_TEMPLATES, STRUCTURING_TYPES } from '~/features/projects/project';
import { PLAN_TEMPLATES, STRUCTURING_PROJECT_TEMPLATES } from '../../../db/seed/reference/plan-templates';

/** Off→Dur, owners, dependencies, ★ and moves, copied from the tables of domain.md §3.2 to §3.8. */
const TABLES: Record<string, string[]> = {
  T1: [
    '1 0→5 A – ACC-01',
    '2★ 0→15 C 1 ACC-06 base',
    '3★ 10→20 A+E 2 ACC-05',
    '4 30→15 C+E 3 –',
    '5★ 45→10 C 4 –',
    '6 55→90 C 5 ACC-06',
    '7★ 140→5 A 6 ACC-05',
    '8 145→90 C 7 ACC-06, FIN-03',
    '9★ 235→10 A 8 EMP-02, FIN-01, ACC-04',
    '10 +12 months A 9 EMP-01, FIN-02',
  ],
  T2: [
    '1 0→5 A – ACC-01',
    '2★ 5→20 C 1 FIN-01 base',
    '3★ 15→10 A 1 –',
    '4 25→30 C+E 2,3 –',
    '5 45→10 E 4 –',
    '6★ 55→20 C+A 4 FIN-05 (requested)',
    '7 75→60 F 6 –',
    '8★ 135→20 C 7 FIN-04, FIN-05, FIN-06',
    '9 155→40 C 8 FIN-07',
    '10 +12 months A 9 EMP-02, ACC-04',
  ],
  T3: [
    '1 0→10 A – EXP-05, EXP-01 base',
    '2 10→15 C+A 1 –',
    '3★ 20→25 C+E 2 –',
    '4★ 40→20 C 2 –',
    '5 60→40 C 4 –',
    '6 80→60 C 4 EMP-01',
    '7 100→60 C 5 –',
    '8★ 160→40 C 7,3 EXP-03, EXP-04',
    '9 200→10 A 8 EXP-01, EXP-02, ACC-04',
    '10 +12, +24 months A 9 EXP-02, EMP-01',
  ],
  T4: [
    '1 0→10 A – ACC-01',
    '2★ 10→5 C 1 –',
    '3 15→25 A+C 2 –',
    '4 35→20 C 3 –',
    '5★ 45→40 C+E 4 –',
    '6 78→8 E 5 –',
    '7★ cut-off -2→2 C 6 EUR-01',
    '8 +0→100 F 7 EUR-02',
    '9★ +0→60 C 8 EUR-03, EUR-04',
    '10 +12 months A 9 EMP-03, INN-01, ACC-04',
  ],
  T5: [
    '1 0→10 A – INN-07 base',
    '2 10→20 E 1 –',
    '3★ 20→30 C+E 1 –',
    '4 40→25 A+C 3 PRJ-05',
    '5 50→15 A 3 –',
    '6★ 65→120 C 4 INN-07, INN-01',
    '7 185→60 C 6 INN-07',
    '8 150→40 C+E 6 INN-05, INN-06',
    '9★ 245→90 C 7 INN-03, FIN-01',
    '10 +12 months A 9 EMP-03, INN-02, ACC-04',
  ],
  S1: [
    '1★ 0→30 C – PRJ-07',
    '2 20→40 C 1 –',
    '3★ 60→45 A 2 PRJ-01',
    '4 80→120 C+F 3 PRJ-02, FIN-07',
    '5 200→90 C+E 4 –',
    '6★ 260→160 C 5 INN-07',
    '7 420→120 C 6 –',
    '8★ 540→20 C 7 INN-03, FIN-01',
  ],
  S2: [
    '1★ 0→40 C – –',
    '2 30→50 C+E 1 –',
    '3 60→60 A+C 2 –',
    '4★ 90→45 A 3 PRJ-01',
    '5★ 135→120 F 4 FIN-05, FIN-06, FIN-07',
    '6 260→200 C 5 INN-07',
    '7 260→180 C 5 EMP-02',
    '8★ 460→250 C 6 INN-03, FIN-01',
    '9 +12 months A 8 EMP-01, FIN-03',
  ],
  S3: [
    '1★ 0→30 A – PRJ-07',
    '2 30→30 A 1 –',
    '3★ 60→40 C+F 2 –',
    '4★ 60→30 C+E 2 –',
    '5 80→30 A 2 PRJ-01',
    '6 110→40 C 3,4 INN-07',
    '7 150→90 C 6 –',
    '8★ 240→30 A 7 INN-03',
  ],
};

function rowOf(milestone: (typeof PLAN_TEMPLATES)[number]['milestones'][number]): string {
  const { offset, durationDays } = milestone;
  const again = offset.againMonths === undefined ? '' : `, +${offset.againMonths}`;
  const start = offset.days ?? (offset.cutOffDays === undefined ? '+0' : `cut-off ${offset.cutOffDays}`);
  const when = offset.months === undefined ? `${start}→${durationDays}` : `+${offset.months}${again} months`;
  const moves = milestone.moves.map(
    ({ metric, isBaseline, isRequested }) => `${metric}${isBaseline ? ' base' : ''}${isRequested ? ' (requested)' : ''}`,
  );
  const sides = milestone.sides.map((side) => SIDE_LETTERS[side]).join('+');
  return `${milestone.position}${milestone.isCritical ? '★' : ''} ${when} ${sides} ${milestone.dependsOn.join(',') || '–'} ${moves.join(', ') || '–'}`;
}

const EVERY_TEMPLATE = [...PLAN_TEMPLATES, ...STRUCTURING_PROJECT_TEMPLATES];

describe.each(EVERY_TEMPLATE.map((template) => [template.code, template] as const))('template %s', (code, template) => {
  test('is the table of domain.md', () => {
    expect(template.milestones.map(rowOf)).toEqual(TABLES[code]);
  });

  test('has no blank text in either language', () => {
    for (const { title, evidence, exitCriterion } of template.milestones) {
      for (const text of [title.fr, title.en, evidence.fr, evidence.en, exitCriterion.fr, exitCriterion.en])
        expect(text.trim()).not.toBe('');
    }
    for (const { evidence, exitCriterion } of template.milestones) {
      expect(evidence.fr).not.toBe(evidence.en);
      expect(exitCriterion.fr).not.toBe(exitCriterion.en);
    }
  });

  test('its gates are milestones that lead to one another', () => {
    if ('track' in template) {
      expect(template.signaturePosition).toBe(SIGNATURE_POSITIONS[template.track]);
      expect(template.assessmentPosition).toBe(ASSESSMENT_POSITIONS[template.track]);
    }
    expect(template.assessmentPosition).toBeLessThanOrEqual(template.signaturePosition);
    expect(dependencyLoop(template.milestones)).toBeNull();
    for (const { position, dependsOn } of template.milestones) for (const before of dependsOn) expect(before).toBeLessThan(position);
  });
});

test('one template per track, version 1, with the gates of domain.md §3.1', () => {
  expect(PLAN_TEMPLATES.map(({ code, track, version }) => [code, track, version])).toEqual(
    TRACKS.map((track) => [TRACK_CODES[track].template, track, 1]),
  );
  expect(TRACKS.map((track) => SIGNATURE_POSITIONS[track])).toEqual([5, 3, 4, 2, 3]);
  expect(TRACKS.map((track) => ASSESSMENT_POSITIONS[track])).toEqual([3, 3, 2, 1, 1]);
  expect([isAfterSignature(5, 'strategy'), isAfterSignature(6, 'strategy')]).toEqual([false, true]);
});

test('one template per kind of structuring project, signed after milestone 2, 3 and 3, its need written first', () => {
  expect(STRUCTURING_PROJECT_TEMPLATES.map(({ code, projectType, version }) => [code, projectType, version])).toEqual(
    STRUCTURING_TYPES.map((type) => [STRUCTURING_TEMPLATES[type], type, 1]),
  );
  expect(STRUCTURING_PROJECT_TEMPLATES.map(({ signaturePosition }) => signaturePosition)).toEqual([2, 3, 3]);
  expect(STRUCTURING_PROJECT_TEMPLATES.map(({ assessmentPosition }) => assessmentPosition)).toEqual([1, 1, 1]);
  expect(STRUCTURING_PROJECT_TEMPLATES.map(({ months }) => months)).toEqual([
    [18, 36],
    [24, 48],
    [9, 18],
  ]);
});
