import { need, type RouteRow, words } from './route-row';

export const PLAN_ROUTES: Record<string, RouteRow> = {
  '/requests/new': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ intent: 'save', track: 'financing', title: words, need }),
  },
  '/requests/:requestId': { opens: 'leader', form: () => ({ intent: 'save', track: 'financing', title: words, need }) },
  '/plan': { opens: 'leader', query: ({ companyId }) => ({ company: companyId }) },
  '/plan/people': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({
      act: 'invite',
      givenName: words,
      familyName: words,
      jobTitle: words,
      email: 'canary@test.example',
      role: 'collaborator',
    }),
  },
  '/plan/company': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ intent: 'activity', version: '1', valueChain: 'systems' }),
  },
  '/plan/company/links/:linkId': {
    opens: 'leader',
    params: { linkId: 'new' },
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ intent: 'save', version: '0', year: '2025', name: words, side: 'holder', kind: 'partner', share: '30' }),
  },
  '/plan/company/years/:yearId': {
    opens: 'leader',
    params: { yearId: 'new' },
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ version: '0', closedOn: '2025-12-31', months: '12' }),
  },
  '/plan/cases/:caseId': { opens: 'leader' },
  '/plan/cases/:caseId/access': {
    opens: 'leader',
    form: ({ collaboratorId }) => ({ act: 'open', personId: collaboratorId, parts: 'plan', untilOn: '2027-03-31', reason: words }),
  },
  '/plan/cases/:caseId/sign': { opens: 'leader', form: () => ({ version: '1', signatory: words }) },
  '/plan/cases/:caseId/return': { opens: 'leader', form: () => ({ version: '1', comment: words }) },
  '/plan/cases/:caseId/withdraw': { opens: 'leader', form: () => ({ version: '1', comment: words }) },
  '/plan/cases/:caseId/tasks/:taskId': {
    opens: 'leader',
    ids: { taskId: 'companyTaskId' },
    form: () => ({ version: '1', move: 'block', reason: words }),
  },
  '/plan/cases/:caseId/milestones/:milestoneId': { opens: 'leader' },
  '/plan/cases/:caseId/milestones/:milestoneId/:move': {
    opens: 'leader',
    params: { move: 'block' },
    form: ({ milestoneVersion }) => ({ version: milestoneVersion, reason: words, awaited: words }),
  },
  '/plan/figures': { opens: 'leader', query: ({ companyId }) => ({ company: companyId }), form: () => ({}) },
  '/plan/figures/confirm': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: ({ observationId }) => ({ intent: `confirm:${observationId}`, answer: 'agree' }),
  },
  '/opened': { opens: 'expert collaborator', names: ['cases a1.led', 'companies a1'] },
  '/opened/:caseId': { opens: 'expert collaborator', names: ['cases a1.led', 'companies a1'] },
  '/plan/satisfaction/:caseId': { opens: 'leader', form: () => ({ score: '8', comment: words }) },
};
