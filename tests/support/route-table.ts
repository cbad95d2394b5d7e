/** Ids a route may be asked for: those of one company and its case. */
export type Target = {
  companyId: string;
  caseId: string;
  noteId: string;
  taskId: string;
  companyTaskId: string;
  milestoneId: string;
  milestoneVersion: string;
  observationId: string;
  questionId: string;
  personId: string;
  advisorId: string;
  requestId: string;
  projectId: string;
  importId: string;
  clusterId: string;
};

export type RouteRow = {
  /** Who gets the page of the cast's own company and case, by their names in the cast. Anybody else: 404, and nobody the sign-in page. */
  opens: string;
  /** Nobody signed in may come too. */
  isPublic?: boolean;
  /** Parameters of the path that no target has. */
  params?: Record<string, string>;
  /** Parameters of the path whose target has another name. */
  ids?: Record<string, keyof Target>;
  query?: (target: Target) => Record<string, string>;
  /** A form that only the rights can refuse; needed where the route has an action. */
  form?: (target: Target) => Record<string, string>;
  /** Text of the file that the form carries with it. */
  upload?: string;
  /** Who may send it at all, where that differs from who opens the page. */
  sends?: string;
  /** The form ends the sign-in it comes with, or replaces it. */
  endsSignIn?: boolean;
};

const EVERYONE = 'leader collaborator otherLeader advisor otherAdvisor trackLead manager director funder admin';
const STAFF = 'advisor otherAdvisor trackLead manager director';
/** Staff who see the cast's own company: another advisor too, because a request of it waits for somebody to take it. */
const ON_COMPANY = STAFF;
/** Staff who follow the cast's own case. */
const ON_CASE = 'advisor trackLead manager director';

const words = 'canary words of a form, long enough to be taken as a reason';
const need = words.repeat(3);
const plannedMilestone = { title: words, side: 'advisor', durationDays: '3' };
const note = { kind: 'call', happenedOn: '2026-11-02', body: words };

/** Every address, who opens it, and the form its page sends. A new route needs one line here, and nothing else. */
export const ROUTES: Record<string, RouteRow> = {
  '/': { opens: EVERYONE },
  '/sign-in': { opens: EVERYONE, isPublic: true, form: () => ({ email: 'nobody@test.example', password: words }), endsSignIn: true },
  '/sign-out': { opens: EVERYONE, isPublic: true, form: () => ({}), endsSignIn: true },
  '/preferences': { opens: EVERYONE, isPublic: true, form: () => ({ locale: 'fr', back: '/account' }) },
  '/invitation/:token': { opens: '', isPublic: true, params: { token: 'no-such-token' }, form: () => ({ password: words, again: words }) },
  '/account': { opens: EVERYONE, form: () => ({ oldPassword: words, newPassword: words, again: words }), endsSignIn: true },
  '/space': { opens: EVERYONE, form: ({ clusterId }) => ({ cluster: clusterId }), endsSignIn: true },
  '/welcome': { opens: EVERYONE },
  '/your-data': { opens: EVERYONE, isPublic: true },

  '/companies': { opens: STAFF },
  '/projects': { opens: STAFF },
  '/projects/structuring': { opens: STAFF },
  '/projects/:projectId': { opens: STAFF },
  '/instruments': { opens: STAFF },
  '/companies/new': {
    opens: 'manager',
    form: () => ({ siren: '', foreignId: 'canary-1', countryCode: 'IT', name: words, joining: 'member' }),
  },
  '/companies/:companyId': { opens: ON_COMPANY, sends: 'manager', form: () => ({ joining: 'member' }) },
  '/companies/:companyId/edit': { opens: 'advisor manager', form: () => ({ version: '1', name: words }) },
  '/companies/:companyId/edit/activity': { opens: 'advisor manager', form: () => ({ version: '1', mainDas: 'DAS1' }) },
  '/companies/:companyId/edit/ownership': { opens: 'advisor manager', form: () => ({ version: '1', autonomy: 'autonomous' }) },
  '/companies/:companyId/edit/size': {
    opens: 'advisor trackLead manager director',
    sends: 'advisor manager',
    form: () => ({ intent: 'override', version: '1', size: 'small', reason: words }),
  },
  '/companies/:companyId/edit/restricted': {
    opens: 'advisor manager',
    form: () => ({ intent: 'difficulty', level: 'watch', fromOn: '2026-11-02', reason: words }),
  },
  '/companies/:companyId/edit/membership': {
    opens: 'manager',
    form: () => ({ intent: 'membership', change: 'member', fromOn: '2026-11-02' }),
  },
  '/companies/:companyId/years/:yearId': {
    opens: 'advisor manager',
    params: { yearId: 'new' },
    form: () => ({ version: '0', closedOn: '2025-12-31', months: '12' }),
  },
  '/companies/:companyId/establishments/:establishmentId': {
    opens: 'advisor manager',
    params: { establishmentId: 'new' },
    form: () => ({ version: '0', name: words }),
  },
  '/companies/:companyId/aid/:grantId': {
    opens: 'advisor manager',
    params: { grantId: 'new' },
    form: () => ({ title: words, funder: words, grantedOn: '2026-01-05', grossGrant: '1000', rule: 'de_minimis', evidence: words }),
  },
  '/companies/:companyId/contacts/new': {
    opens: 'advisor trackLead manager',
    form: () => ({ givenName: words, familyName: words, email: 'canary.contact@test.example', jobTitle: words, role: 'contact' }),
  },
  '/companies/:companyId/contacts/:personId/invitation': { opens: 'advisor trackLead manager', form: () => ({}) },
  '/companies/:companyId/request': {
    opens: 'advisor otherAdvisor manager',
    form: () => ({ intent: 'save', track: 'financing', title: words, need }),
  },
  '/search': { opens: STAFF, query: () => ({ q: 'zq' }) },

  '/register': { opens: 'manager' },
  '/register/companies': { opens: 'manager', form: () => ({ siren: '000100099', joining: 'member' }) },
  '/register/imports': { opens: 'manager', form: () => ({}), upload: 'not a register' },
  '/register/imports/:importId': { opens: 'manager', form: () => ({ intent: 'discard' }) },

  '/cases': { opens: STAFF },
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
  '/cases/:caseId/notes/:noteId/share': { opens: 'advisor', form: () => ({ version: '1' }) },
  '/cases/:caseId/tasks': { opens: ON_CASE, form: () => ({ title: words, side: 'advisor' }) },
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

  '/load': { opens: STAFF },
  '/load/:personId': {
    opens: 'advisor manager director',
    ids: { personId: 'advisorId' },
    form: () => ({ act: 'capacity', seen: '0', percent: '60', kind: 'part_time', fromOn: '2026-11-02' }),
  },

  '/requests/new': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ intent: 'save', track: 'financing', title: words, need }),
  },
  '/requests/:requestId': { opens: 'leader', form: () => ({ intent: 'save', track: 'financing', title: words, need }) },
  '/plan': { opens: 'leader', query: ({ companyId }) => ({ company: companyId }) },
  '/plan/company': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ intent: 'activity', version: '1', valueChain: 'systems' }),
  },
  '/plan/company/years/:yearId': {
    opens: 'leader',
    params: { yearId: 'new' },
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ version: '0', closedOn: '2025-12-31', months: '12' }),
  },
  '/plan/cases/:caseId': { opens: 'leader' },
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
  '/plan/satisfaction/:caseId': { opens: 'leader', form: () => ({ score: '8', comment: words }) },

  '/impact': { opens: 'manager director' },
  '/impact/contract': { opens: 'manager director' },
  '/impact/metrics': { opens: 'manager director' },
  '/impact/:indicator': { opens: 'manager director', params: { indicator: 'EMP-01' } },
  '/impact/:indicator/lines': { opens: 'manager director', params: { indicator: 'EMP-01' } },
};
