import { expect, test } from 'vitest';
import { pathExcerpt } from '~/features/my-plan/path-excerpt';
import { type TurnFacts, yourTurn } from '~/features/my-plan/your-turn';

const TODAY = '2026-11-24';
const NOTHING: TurnFacts = { cases: [], milestones: [], tasks: [], toConfirm: 0, toGive: 0, toRate: [], drafts: [] };
const ACTIVE = { id: 'c1', track: 'international', state: 'active', plan: null } as const;

type Milestone = TurnFacts['milestones'][number];
const milestone = (id: string, more: Partial<Milestone> = {}): Milestone => ({
  id,
  caseId: 'c1',
  title: id,
  state: 'in_progress',
  sides: ['company'],
  dueOn: '2026-12-31',
  exitCriterion: '',
  contestableUntil: null,
  offered: ['submit', 'block'],
  waitsFor: [],
  ...more,
});
const named = (facts: Partial<TurnFacts>) =>
  yourTurn({ ...NOTHING, ...facts }, TODAY).map((item) => ('title' in item && item.kind !== 'draft' ? item.title : item.kind));

test('the plan to sign comes first, then what is late or due within a week, what has no date, the rest by date, drafts last', () => {
  const turn = named({
    cases: [ACTIVE, { id: 'c2', track: 'financing', state: 'plan_to_sign', plan: { sentOn: '2026-11-20', isAgreedByCompany: false } }],
    milestones: [
      milestone('later', { dueOn: '2027-01-15' }),
      milestone('soon', { dueOn: '2026-12-01' }),
      milestone('undated', { dueOn: null }),
    ],
    tasks: [
      { id: 't1', caseId: 'c1', title: 'late task', dueOn: '2026-11-02' },
      { id: 't2', caseId: 'c1', title: 'in eight days', dueOn: '2026-12-02' },
    ],
    toConfirm: 2,
    toGive: 1,
    toRate: [{ caseId: 'c3', track: 'strategy' }],
    drafts: [{ id: 'd1', track: 'innovation', title: 'A draft' }],
  });
  expect(turn).toEqual(['sign', 'late task', 'soon', 'confirm', 'give', 'satisfaction', 'in eight days', 'later', 'undated', 'draft']);
});

test('a milestone is the leader’s turn when the company is its first owner and may declare it done', () => {
  expect(
    named({
      cases: [ACTIVE],
      milestones: [
        milestone('mine'),
        milestone('mine first', { sides: ['company', 'expert'] }),
        milestone('the advisor’s first', { sides: ['advisor', 'company'] }),
        milestone('not open', { offered: ['block'] }),
        milestone('of a case that is not running', { caseId: 'other' }),
      ],
    }),
  ).toEqual(['mine', 'mine first']);
});

test('what was declared done in the company’s place is to be checked until the last day to contest, after what is to be done', () => {
  const [first, second] = yourTurn(
    {
      ...NOTHING,
      cases: [ACTIVE],
      milestones: [
        milestone('declared', { state: 'to_validate', offered: ['contest'], contestableUntil: '2026-12-04' }),
        milestone('mine', { offered: ['submit'] }),
        milestone('after', { state: 'upcoming', offered: [], waitsFor: [{ id: 'mine' }] }),
      ],
    },
    TODAY,
  );
  expect(first).toMatchObject({ kind: 'milestone', title: 'mine', opens: ['after'], canBlock: false });
  expect(second).toMatchObject({ kind: 'contest', title: 'declared', dueOn: '2026-12-04' });
});

test('a plan already signed by the company, or not sent, is nobody’s turn here', () => {
  const plan = { sentOn: '2026-11-20', isAgreedByCompany: true };
  expect(named({ cases: [{ ...ACTIVE, state: 'plan_to_sign', plan }] })).toEqual([]);
  expect(named({ cases: [{ ...ACTIVE, state: 'assessing', plan: { ...plan, isAgreedByCompany: false } }] })).toEqual([]);
});

test('of a path are shown the last milestone done, what is under way and the next two', () => {
  const states = ['done', 'not_applicable', 'done', 'to_validate', 'in_progress', 'blocked', 'upcoming', 'upcoming', 'upcoming'] as const;
  const steps = states.map((state, position) => ({ state, position }));
  expect(pathExcerpt(steps).map(({ position }) => position)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(pathExcerpt([])).toEqual([]);
});
