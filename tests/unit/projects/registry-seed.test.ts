import { describe, expect, test } from 'vitest';
import { isValidOn } from '~/features/instruments/instrument';
import { consortiumFindings } from '~/features/projects/consortium';
import { OUTCOME_OF_STATE } from '~/features/projects/project';
import { Batch } from '../../../db/seed/demo/batch';
import { writeBlock } from '../../../db/seed/demo/block';
import { planBlock } from '../../../db/seed/demo/block-plan';
import { clockAt } from '../../../db/seed/demo/calendar';
import { Chance } from '../../../db/seed/demo/chance';
import { windowStart } from '../../../db/seed/demo/projects/deck';
import type { StaffMember } from '../../../db/seed/demo/staff';
import type { Space } from '../../../db/seed/demo/world';
import { INSTRUMENTS } from '../../../db/seed/reference/instruments';

const ID = '0190aaaa-0000-7000-8000-00000000000';
const staff = (order: number): StaffMember => ({
  ...{ id: `${ID}${order}`, name: 'A B', given: 'A', teamId: null, email: 'a@b.example', role: 'advisor', track: null },
});

/** The projects of the first block as the demonstration writes them, without a database. */
function registryAt(asOf: string, contractStartYear: number) {
  const batch = new Batch();
  const space: Space = {
    ...{ clusterId: `${ID}9`, name: 'Pôle Clarenza', programmeId: `${ID}8`, clock: clockAt(asOf, contractStartYear), templates: {} },
    structuringVersions: { demonstrator: `${ID}5`, industrial_development: `${ID}6`, territorial_experiment: `${ID}7` },
    ...{ manager: staff(1), admin: staff(2), trackLeads: {} },
  };
  const plan = planBlock(0, new Chance('clarenza plan 0'));
  writeBlock({ space, plan, seed: 'clarenza block 0', advisors: [staff(3), staff(4)], numbering: new Map(), batch, maxCases: 0 });
  const projects = batch.rows('projects');
  return { batch, projects, labelled: projects.filter(({ labelledOn }) => labelledOn) };
}

function counts(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words) found[word] = (found[word] ?? 0) + 1;
  return found;
}

function byProject<T extends { projectId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.projectId, [...(found.get(row.projectId) ?? []), row]);
  return found;
}

const outcomeOf = ({ state }: { state: keyof typeof OUTCOME_OF_STATE }) => OUTCOME_OF_STATE[state];

const DATES = [
  ['2016-06-30', 2013],
  ['2026-11-23', 2023],
  ['2027-03-01', 2024],
] as const;
const REGISTRIES = DATES.map(([day, year]) => registryAt(day, year));

describe.each(DATES)('the registry of the demonstration on %s (domain.md §10.2)', (asOf, contractStartYear) => {
  const { batch, projects, labelled } = REGISTRIES[DATES.findIndex(([day]) => day === asOf)] as (typeof REGISTRIES)[number];
  const partnersOf = byProject(batch.rows('projectPartners'));

  test('holds 180 labels of distinct projects, by type, domain, funder and outcome', () => {
    expect(labelled).toHaveLength(180);
    expect(new Set(labelled.map(({ familyId }) => familyId)).size).toBe(180);
    expect(counts(labelled.map(({ type }) => type))).toEqual({
      ...{ collaborative_rd: 128, demonstrator: 18, industrial_development: 20, territorial_experiment: 14 },
    });
    expect(counts(labelled.map(({ das }) => das))).toEqual({ DAS1: 40, DAS2: 46, DAS3: 52, DAS4: 42 });
    expect(counts(labelled.map(({ funder }) => funder))).toEqual({
      ...{ state_fund: 46, anr: 34, region: 38, eu: 24, investment_plan: 12, defence: 10, bpifrance: 16 },
    });
    expect(counts(labelled.map(outcomeOf))).toEqual({ completed: 58, running: 41, not_funded: 57, awaiting_funder: 16, stopped: 8 });
  });

  test('holds 72 submissions of the last three years, 46 of them labelled with their whole file, 134 old summaries', () => {
    const start = windowStart(asOf);
    const files = projects.filter(({ endorsement, isSummaryOnly }) => endorsement === 'label' && !isSummaryOnly);
    expect(files).toHaveLength(72);
    expect(counts(files.map((file) => (file.labelledOn ? 'labelled' : outcomeOf(file))))).toEqual({
      labelled: 46,
      refused: 14,
      withdrawn: 6,
      in_review: 6,
    });
    for (const { labelledOn, isSummaryOnly } of labelled) expect((labelledOn ?? '') >= start).toBe(!isSummaryOnly);
    expect(labelled.filter(({ isSummaryOnly }) => isSummaryOnly)).toHaveLength(134);
    for (const { id, isSummaryOnly } of projects) expect(partnersOf.has(id as string)).toBe(!isSummaryOnly);
  });

  test('counts a second attempt with the first, and tells them apart', () => {
    const seconds = projects.filter(({ attemptNo }) => attemptNo === 2);
    expect(seconds.length).toBeGreaterThanOrEqual(5);
    for (const second of seconds) {
      const [first] = projects.filter(({ id }) => id === second.familyId);
      expect(second.acronym).toBe(`${first?.acronym} 2`);
      expect((first?.submittedOn ?? '') < (second.submittedOn ?? '')).toBe(true);
    }
    const acronyms = projects.map(({ acronym }) => acronym);
    expect(new Set(acronyms).size).toBe(acronyms.length);
  });

  test('budgets add up, aid stays within them, and no file breaks a rule of its instrument', () => {
    for (const project of projects.filter(({ isSummaryOnly }) => !isSummaryOnly)) {
      const partners = (partnersOf.get(project.id as string) ?? []).map((partner) => ({
        ...{ name: partner.name, kind: partner.kind, isLeader: partner.isLeader ?? false, budgetCents: partner.budgetCents },
        ...{ aidCents: partner.aidCents, territoryPercent: Number(partner.territoryPercent) },
      }));
      const rules = INSTRUMENTS.find(({ code, version }) => code === project.instrument && version === project.instrumentVersion)?.rules;
      const found = consortiumFindings({ budgetCents: project.budgetCents, aidCents: project.aidCents, partners }, rules);
      expect([project.acronym, found.filter(({ code }) => ['budgets_differ', 'aids_differ', 'aid_over_budget'].includes(code))]).toEqual([
        project.acronym,
        [],
      ]);
      expect(partners.filter(({ isLeader }) => isLeader)).toHaveLength(1);
    }
  });

  test('asks each scheme on a day when it could be asked: the FUI, then i-Démo', () => {
    for (const { acronym, instrument, instrumentVersion, sentToFunderOn, submittedOn, labelledOn } of projects) {
      const scheme = INSTRUMENTS.find(({ code, version }) => code === instrument && version === instrumentVersion);
      const day = sentToFunderOn ?? submittedOn ?? labelledOn ?? '';
      expect([acronym, scheme && isValidOn(scheme, day)]).toEqual([acronym, true]);
    }
    const schemes = new Set(projects.filter(({ funder }) => funder === 'state_fund').map(({ instrument }) => instrument));
    expect([...schemes].sort()).toEqual(asOf < '2018' ? ['FUI'] : ['FUI', 'IDEMO']);
  });

  test('records nothing on the day or later, and every step in its order', () => {
    for (const project of projects) {
      const steps = [
        ...[project.submittedOn, project.completeOn, project.admissibleOn, project.committeeOn, project.labelledOn],
        ...[project.sentToFunderOn, project.decidedOn, project.agreementOn, project.startedOn, project.endedOn],
      ].flatMap((day) => day ?? []);
      expect([project.acronym, steps]).toEqual([project.acronym, [...steps].sort()]);
      for (const day of steps) expect(day < asOf).toBe(true);
      expect(project.budgetCents).toBeGreaterThanOrEqual(project.aidCents);
    }
    for (const { decidedOn } of batch.rows('projectDecisions')) expect(decidedOn < asOf).toBe(true);
  });

  test('grants to partners what the funders granted, and European money by share of the project (EUR-03)', () => {
    const funding = byProject(batch.rows('projectFunding'));
    for (const [id, partners] of partnersOf) {
      const granted = partners.reduce((sum, { awardedCents }) => sum + (awardedCents ?? 0), 0);
      expect((funding.get(id) ?? []).reduce((sum, { awardedCents }) => sum + awardedCents, 0)).toBe(granted);
      for (const { awardedCents, aidCents } of partners) expect(awardedCents ?? 0).toBeLessThanOrEqual(aidCents);
    }
    const european = projects.filter(({ funder, agreementOn }) => funder === 'eu' && agreementOn && agreementOn >= `${contractStartYear}`);
    expect(european.length).toBeGreaterThan(3);
    for (const { id } of european) expect(partnersOf.has(id as string)).toBe(true);
  });

  test('draws the path of each structuring project: nothing done before what it waits for, or after today', () => {
    const paths = byProject(batch.rows('projectMilestones'));
    expect(paths.size).toBeGreaterThanOrEqual(18);
    for (const steps of paths.values()) {
      const done = new Map(steps.map(({ position, doneOn }) => [position, doneOn ?? null]));
      for (const { doneOn, blockers } of steps) {
        if (!doneOn) continue;
        expect(doneOn < asOf).toBe(true);
        for (const before of blockers) expect([doneOn, (done.get(before) ?? '9') <= doneOn]).toEqual([doneOn, true]);
      }
    }
    const running = projects.filter(({ type, state }) => type !== 'collaborative_rd' && state === 'running');
    for (const { id } of running) expect(paths.has(id as string)).toBe(true);
  });

  test('says everything in both languages', () => {
    for (const { titleFr, titleEn, summaryFr, summaryEn } of projects) {
      for (const text of [titleFr, titleEn, summaryFr, summaryEn]) expect(text.trim()).not.toBe('');
      expect(titleFr).not.toBe(titleEn);
      expect(summaryFr.length).toBeLessThanOrEqual(1_500);
    }
  });
});

test('the registry is the same at each run', () => {
  const again = JSON.stringify(registryAt(DATES[1][0], DATES[1][1]).projects);
  expect(again === JSON.stringify(REGISTRIES[1]?.projects)).toBe(true);
}, 60_000);
