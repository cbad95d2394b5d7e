import { note, ON_CASE, plannedMilestone, type RouteRow, STAFF, words } from './route-row';

export const CASES_ROUTES: Record<string, RouteRow> = {
  '/cases': { opens: STAFF },
  '/cases/hand-over': {
    opens: 'manager',
    query: ({ advisorId, caseId }) => ({ from: advisorId, case: caseId }),
    form: ({ advisorId, caseId }) => ({ fromId: advisorId, caseIds: caseId, advisorId, reason: words }),
  },
  '/cases/:caseId': { opens: ON_CASE },
  '/cases/:caseId/assign': { opens: ON_CASE, form: () => ({ version: '1', advisorId: '0199a000-0000-7000-8000-000000000000' }) },
  '/cases/:caseId/eligibility': { opens: ON_CASE, form: () => ({ version: '1', in_territory: 'yes', note: words }) },
  '/cases/:caseId/move/:act': {
    opens: ON_CASE,
    params: { act: 'hold' },
    form: () => ({ version: '1', reason: 'cash', resumeOn: '2026-12-15', comment: words }),
  },
  '/cases/:caseId/propose/:to': {
    opens: ON_CASE,
    params: { to: 'closed_early' },
    form: () => ({ version: '1', reason: 'withdrawn', comment: words }),
  },
  '/cases/:caseId/reminder': { opens: ON_CASE, form: () => ({ on: '2026-11-20' }) },
  '/cases/:caseId/review': { opens: ON_CASE, form: () => ({ version: '1', outcome: 'not_reached', lessons: words }) },
  '/cases/:caseId/health': { opens: ON_CASE, form: () => ({ act: 'end', seen: 'canary' }) },
  '/cases/:caseId/access': {
    opens: ON_CASE,
    form: ({ expertId }) => ({ act: 'open', personId: expertId, parts: 'plan', untilOn: '2027-03-31', reason: words }),
  },
  '/cases/:caseId/complexity': { opens: ON_CASE, form: () => ({ version: '0', complexity: 'heavy' }) },
  '/cases/:caseId/history': { opens: ON_CASE },
  '/cases/:caseId/plan': { opens: ON_CASE },
  '/cases/:caseId/plan/edit': { opens: ON_CASE, form: () => ({ intent: 'FIN-01', act: 'set', value: '900000', dueOn: '2027-12-31' }) },
  '/cases/:caseId/plan/milestones/new': { opens: ON_CASE, form: () => ({ ...plannedMilestone, afterPosition: '0' }) },
  '/cases/:caseId/plan/milestones/:milestoneId': {
    opens: ON_CASE,
    form: ({ milestoneVersion }) => ({ ...plannedMilestone, version: milestoneVersion }),
  },
  '/cases/:caseId/plan/milestones/:milestoneId/remove': { opens: ON_CASE, form: ({ milestoneVersion }) => ({ version: milestoneVersion }) },
  '/cases/:caseId/notes': { opens: ON_CASE, form: () => ({ ...note, audience: 'team', keep: 'publish' }) },
  '/cases/:caseId/notes/:noteId': { opens: 'advisor', form: () => ({ ...note, version: '1' }) },
  '/cases/:caseId/tasks': { opens: ON_CASE, form: () => ({ title: words, side: 'advisor', itemClass: 'team' }) },
  '/cases/:caseId/tasks/:taskId': { opens: ON_CASE, form: () => ({ version: '1', move: 'complete' }) },
  '/cases/:caseId/milestones/:milestoneId': { opens: ON_CASE },
  '/cases/:caseId/milestones/:milestoneId/reschedule': {
    opens: 'advisor manager',
    form: ({ milestoneVersion }) => ({ version: milestoneVersion, dueOn: '2027-01-15', reason: words }),
  },
  '/cases/:caseId/milestones/:milestoneId/:move': {
    opens: ON_CASE,
    params: { move: 'block' },
    form: ({ milestoneVersion }) => ({ version: milestoneVersion, reason: words, awaited: words }),
  },
  '/cases/:caseId/figures': { opens: ON_CASE, form: ({ questionId }) => ({ intent: `declare:${questionId}`, value: '12' }) },
  '/figures/:observationId': { opens: ON_CASE, form: ({ observationId }) => ({ intent: `withdraw:${observationId}`, comment: words }) },
};
