import path from 'node:path';
import type { Page } from '@playwright/test';
import { PROJECT } from './commands';
import type { DemoPlaces } from './demo-places';
import { INVITATION_TOKEN } from './e2e-server';
import { ROUTES } from './route-table';

export type Frame = { language: 'fr' | 'en'; width: 1280 | 360 };

export type PageState = {
  name: string;
  /** Null: nobody is signed in. */
  role: string | null;
  at: (places: DemoPlaces) => Promise<string | null>;
  /** What is done on the page before it is looked at. */
  then?: (page: Page) => Promise<void>;
  /** A page that says there is nothing here. */
  isMissing?: boolean;
};

const FRAMES: Frame[] = [
  { language: 'fr', width: 1280 },
  { language: 'en', width: 360 },
  { language: 'fr', width: 360 },
  { language: 'en', width: 1280 },
];

/** A page's first state is seen in two frames that hold each language and each width; its other states in one each, in turn. */
export function framesOf(index: number): Frame[] {
  return index === 0 ? FRAMES.slice(0, 2) : [FRAMES[(index + 1) % FRAMES.length] as Frame];
}

const always = (address: string) => async () => address;
const filled = (id: string | null, address: (id: string) => string) => (id === null ? null : address(id));

const at = (name: string, role: string | null, address: string, then?: PageState['then']): PageState => ({
  name,
  role,
  at: always(address),
  ...(then ? { then } : {}),
});

/** The page of a case in a state, or a page below it. */
const ofCase = (state: string, role: string, below = '', then?: PageState['then']): PageState => ({
  name: state,
  role,
  at: async (places) => filled(await places.case(state), (id) => `/cases/${id}${below}`),
  ...(then ? { then } : {}),
});

const planOf = (state: string, role: string, below = ''): PageState => ({
  name: state,
  role,
  at: async (places) => filled(await places.case(state), (id) => `/plan/cases/${id}${below}`),
});

const ofMilestone = (
  state: string | string[],
  role: string,
  below: string,
  { root = '/cases', side }: { root?: string; side?: string } = {},
): PageState => ({
  name: `${[state].flat().join(' or ')} milestone`,
  role,
  at: async (places) => {
    const found = await places.milestone([state].flat(), side);
    return found && `${root}/${found.caseId}/milestones/${found.milestoneId}${below}`;
  },
});

const found = (name: string, role: string, query: string, address: (id: string) => string, then?: PageState['then']): PageState => ({
  name,
  role,
  at: async (places) => filled(await places.one(query), address),
  ...(then ? { then } : {}),
});

/** Sends the page's form as it stands, so that its errors show. */
async function sendEmpty(page: Page): Promise<void> {
  await page.locator('main form[method=post] :is(button[type=submit], input[type=submit]):not(.btn--quiet)').last().click();
  await page.locator('.error-summary').waitFor();
}

async function keepRequest(page: Page): Promise<void> {
  await page.locator('input[name=track]').first().check();
  await page.locator('[name=title]').fill('Trouver un premier client en Italie');
  await page.locator('main form button[value=save]').click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
}

async function askForCopy(page: Page): Promise<void> {
  const ask = page.locator('main form[method=post] button[type=submit]');
  // Another frame may have asked already: one copy waits at a time.
  if ((await ask.count()) > 0) await ask.click();
  await page.locator('main li [role=status], main li a[download]').first().waitFor();
}

async function sendRegisterFile(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path.join(PROJECT, 'tests/fixtures/sirene/every-trap.csv'));
  await page.locator('form:has(input[type=file]) button[type=submit]').click();
  await page.waitForURL(/\/register\/imports\//);
  await page.locator('main table').first().waitFor();
}

const COMPANY =
  'select j.company_id from journeys j where j.cluster_id = $1 and j.ended_on is null and j.company_id in @companies order by 1';
/** One that its reader keeps: an advisor sees others too, whose request they examine. */
const KEPT_COMPANIES =
  'select c.company_id from cases c where c.cluster_id = $1 and c.ended_on is null and c.company_id in @companies and (c.lead_id = $2 or not exists (select from cases l where l.cluster_id = $1 and l.lead_id = $2))';
const KEPT_COMPANY = `${KEPT_COMPANIES} order by 1`;
const projectIn = (where: string) => `select p.id from projects p where p.cluster_id = $1 and ${where} order by p.id`;
const project = (id: string) => `/projects/${id}`;
const ADVISOR = "select r.person_id from cluster_roles r where r.cluster_id = $1 and r.role = 'advisor' and r.until_on is null order by 1";
const LEADS =
  "select c.lead_id from cases c where c.cluster_id = $1 and c.worklist in ('active', 'waiting_on_company', 'blocked') and c.lead_id is not null group by 1 order by count(*) desc, 1";
const LEADS_NONE =
  "select p.id from people p where p.cluster_id = $1 and p.is_staff and not exists (select from cases c where c.cluster_id = p.cluster_id and c.lead_id = p.id and c.worklist <> 'closed') order by 1";
const OVERRIDDEN = 'select c.id from companies c where c.cluster_id = $1 and c.size_override is not null and c.id in @companies order by 1';
const IN_DIFFICULTY =
  'select d.company_id from company_difficulties d where d.cluster_id = $1 and d.until_on is null and d.company_id in @companies order by 1';
const YEAR =
  "select y.company_id || '/years/' || y.id from company_years y where y.cluster_id = $1 and y.company_id in @companies order by 1";
const LINK =
  "select l.company_id || '/links/' || l.id from capital_links l where l.cluster_id = $1 and l.removed_at is null and l.company_id in @companies order by 1";
const PLACE =
  "select e.company_id || '/establishments/' || e.id from establishments e where e.cluster_id = $1 and e.company_id in @companies order by 1";
const AID = "select g.company_id || '/aid/' || g.id from aid_grants g where g.cluster_id = $1 and g.company_id in @companies order by 1";
const INTERNAL_NOTE =
  "select n.case_id || '/notes/' || n.id from notes n where n.cluster_id = $1 and n.author_id = $2 and n.confidentiality = 'team' and n.state = 'published' and n.case_id in @cases order by n.id";
const TEAM_NOTE =
  "select n.id from notes n where n.cluster_id = $1 and n.confidentiality = 'team' and n.state = 'published' and n.case_id in @cases order by n.author_id = $2 desc, n.id";
const OPEN_TASK =
  "select t.case_id || '/tasks/' || t.id from tasks t where t.cluster_id = $1 and t.state = 'open' and t.case_id in @cases order by t.id";
const documentOf = (side: string) =>
  `select d.id from documents d where d.cluster_id = $1 and d.replaced_at is null and d.withdrawn_at is null and d.side = '${side}' and d.milestone_id is null and d.case_id in @cases order by d.id`;
const OPENED = 'select g.case_id from case_grants g where g.cluster_id = $1 and g.person_id = $2 order by g.id';
const SENT_REQUEST =
  "select r.id from support_requests r where r.cluster_id = $1 and r.asked_by_id = $2 and r.state = 'submitted' order by r.id";
const COMPANY_TASK =
  "select t.case_id || '/tasks/' || t.id from tasks t where t.cluster_id = $1 and t.state = 'open' and t.side = 'company' and t.company_id in (select r.company_id from company_roles r where r.cluster_id = $1 and r.person_id = $2 and r.role = 'leader') order by t.id";

/** What the crawl calls the people of its cast, as the demonstration names their roles. */
const CAST_ROLES: Record<string, string> = { trackLead: 'track_lead', otherAdvisor: 'advisor', otherLeader: 'leader' };

/** The states of an address: what the test command looks at. */
export const statesOf = (address: string): PageState[] => PAGES[address] ?? [];

/** Its first state again for each other role that opens it, which the long test looks at. */
export function againFor(address: string): PageState[] {
  const states = statesOf(address);
  const [first] = states;
  const opens = (ROUTES[address]?.opens ?? '').split(' ').filter(Boolean);
  const others = new Set(opens.map((name) => CAST_ROLES[name] ?? name).filter((role) => !states.some((state) => state.role === role)));
  return first ? [...others].map((role) => ({ ...first, role })) : [];
}

/** Each address with its people and its states. A route that has a page and no line here fails the test of this table. */
const PAGES: Record<string, PageState[]> = {
  '/sign-in': [
    at('fresh', null, '/sign-in'),
    at('refused', null, '/sign-in', async (page) => {
      await page.locator('[name=email]').fill('nobody@test.example');
      await page.locator('[name=password]').fill('not a password at all');
      await page.locator('main form:has([name=password]) button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    }),
  ],
  '/invitation/:token': [
    at('open', null, `/invitation/${INVITATION_TOKEN}`),
    at('refused', null, `/invitation/${INVITATION_TOKEN}`, sendEmpty),
    at('declined', null, '/invitation/no-such-token?told=declined'),
    { ...at('spent', null, '/invitation/no-such-token'), isMissing: true },
  ],
  '/account/invitations': [at('waiting', 'advisor', '/account/invitations'), at('none', 'leader', '/account/invitations')],
  '/account': [at('own', 'advisor', '/account'), at('own', 'admin', '/account')],
  '/forgotten': [at('empty', null, '/forgotten'), at('refused', null, '/forgotten', sendEmpty), at('sent', null, '/forgotten?sent')],
  '/reset/:token': [{ ...at('spent', null, '/reset/no-such-token'), isMissing: true }],
  '/prove': [at('empty', 'advisor', '/prove?next=%2Faccount'), at('refused', 'leader', '/prove', sendEmpty)],
  '/account/email': [at('empty', 'leader', '/account/email'), at('asked', 'advisor', '/account/email?asked')],
  '/email/:token': [{ ...at('spent', null, '/email/no-such-token'), isMissing: true }],
  '/account/profile': [
    at('own', 'leader', '/account/profile'),
    at('saved', 'advisor', '/account/profile?saved'),
    at('kept', 'director', '/account/profile'),
  ],
  '/account/security': [at('own', 'leader', '/account/security'), at('told', 'advisor', '/account/security?told=ended')],
  '/sign-in/code': [at('no password given', null, '/sign-in/code')],
  '/account/second-factor': [at('none', 'advisor', '/account/second-factor'), at('told', 'leader', '/account/second-factor?told=removed')],
  '/account/second-factor/app': [
    at('begun', 'manager', '/account/second-factor', async (page) => {
      await page.locator('form:has([value=begin_app]) button[type=submit]').click();
      await page.getByRole('img').waitFor();
    }),
    at('not begun', 'leader', '/account/second-factor/app'),
  ],
  '/account/password': [
    at('empty', 'advisor', '/account/password'),
    at('refused', 'leader', '/account/password', async (page) => {
      await page.locator('main form:has([name=newPassword]) button[type=submit]').click();
      await page.locator('.error-summary').waitFor();
    }),
  ],
  '/account/notifications': [
    at('leader’s', 'leader', '/account/notifications'),
    at('saved', 'advisor', '/account/notifications?saved'),
    at('none', 'funder', '/account/notifications'),
  ],
  '/unsubscribe/:token': [{ ...at('spent', null, '/unsubscribe/no-such-token'), isMissing: true }],
  '/demo/mailbox': [at('letters', null, '/demo/mailbox')],
  // Letters are written by the worker while the walks go on: what is always there is that one is not.
  '/demo/mailbox/:letterId': [{ ...at('absent', null, '/demo/mailbox/00000000-0000-7000-8000-000000000000'), isMissing: true }],
  '/admin/mail': [at('counts', 'admin', '/admin/mail')],
  '/account/data': [
    at('consents', 'leader', '/account/data'),
    at('not ticked', 'leader', '/account/data', sendEmpty),
    at('none', 'advisor', '/account/data'),
  ],
  '/account/data/copy': [at('none', 'leader', '/account/data/copy'), at('asked', 'director', '/account/data/copy', askForCopy)],
  '/admin/retention': [at('terms', 'admin', '/admin/retention')],
  '/admin/retention/:kind': [
    at('shut', 'admin', '/admin/retention/dormant_account'),
    at('reported', 'admin', '/admin/retention/audit_trail'),
  ],
  '/admin/access': [at('log', 'admin', '/admin/access'), at('nothing', 'admin', '/admin/access?from=2020-01-01&until=2020-01-02')],
  '/admin/sign-in': [at('no rule', 'admin', '/admin/sign-in')],
  '/admin/teams': [at('tree', 'admin', '/admin/teams'), at('refused', 'admin', '/admin/teams', sendEmpty)],
  '/admin/teams/:teamId': [
    at('team', 'admin', '/admin/teams', async (page) => {
      await page.locator('.tree a').first().click();
      await page.locator('select[name="personId"]').waitFor();
    }),
  ],
  '/admin/people': [at('list', 'admin', '/admin/people'), at('nobody', 'admin', '/admin/people?q=nobody-is-called-so')],
  '/admin/privacy': [at('register', 'admin', '/admin/privacy')],
  '/admin/privacy/new': [
    at('whose', 'admin', '/admin/privacy/new?q=ma'),
    at('what', 'admin', '/admin/privacy/new?q=ma', async (page) => {
      await page.locator('main .item__main').first().click();
      await page.waitForURL(/person=/);
      await sendEmpty(page);
    }),
  ],
  '/admin/privacy/:requestId': [
    at('erasure', 'admin', '/admin/privacy', async (page) => {
      await page.locator('main tbody a').first().click();
      await page.waitForURL(/\/admin\/privacy\/.{36}$/);
    }),
  ],
  '/found-texts': [at('found', 'manager', '/found-texts'), at('none', 'director', '/found-texts')],
  '/admin/people/new': [at('empty', 'admin', '/admin/people/new'), at('refused', 'admin', '/admin/people/new', sendEmpty)],
  '/admin/people/:personId': [
    at('person', 'admin', '/admin/people?role=manager', async (page) => {
      await page.locator('tbody a').first().click();
      await page.locator('select[name="role"]').waitFor();
    }),
  ],
  '/space': [at('one cluster', 'manager', '/space')],
  '/welcome': [at('nothing yet', 'funder', '/welcome')],
  '/*': [null, 'manager', 'leader', 'admin'].map((role) => ({ ...at('absent', role, '/no/such/page'), isMissing: true })),
  '/your-data': [at('read', 'leader', '/your-data'), at('read', null, '/your-data'), at('read', 'manager', '/your-data')],

  '/cases': [
    at('own', 'advisor', '/cases'),
    at('cluster', 'manager', '/cases'),
    at('closed', 'manager', '/cases?list=closed'),
    at('nothing found', 'director', '/cases?q=zzzzzz'),
    at('track', 'track_lead', '/cases'),
  ],
  '/companies': [
    at('all', 'manager', '/companies'),
    at('own', 'advisor', '/companies'),
    at('nothing found', 'director', '/companies?q=zzzzzz'),
  ],
  '/projects': [
    at('labelled', 'manager', '/projects'),
    at('own', 'advisor', '/projects?view=proposals&mine=1'),
    at('nothing found', 'director', '/projects?q=zzzzzz'),
  ],
  '/projects/structuring': [at('under way', 'manager', '/projects/structuring'), at('ended', 'director', '/projects/structuring?ended=1')],
  '/projects/:projectId': [
    found(
      'structuring, under way',
      'manager',
      projectIn("state = 'running' and not is_summary_only and type <> 'collaborative_rd'"),
      project,
    ),
    found('under review', 'director', projectIn("outcome = 'in_review' and attempt_no = 2"), project),
    found('old summary', 'advisor', projectIn('is_summary_only'), project),
  ],
  '/instruments': [
    at('today', 'manager', '/instruments'),
    at('on a day', 'advisor', '/instruments?on=30/06/2016&serves=T5'),
    at('a day that is none', 'manager', '/instruments?on=99/99/2016'),
  ],
  '/companies/new': [at('fresh', 'manager', '/companies/new'), at('unknown number', 'manager', '/companies/new?siren=000100008')],
  '/companies/:companyId': ['manager', 'director', 'track_lead'].map((role) =>
    found('enrolled', role, COMPANY, (id) => `/companies/${id}`),
  ),
  '/companies/:companyId/view': [found('company', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/view`)],
  '/companies/:companyId/edit': [found('filled', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit`)],
  '/companies/:companyId/edit/activity': [found('filled', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit/activity`)],
  '/companies/:companyId/edit/ownership': [found('filled', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit/ownership`)],
  '/companies/:companyId/edit/size': [
    found('computed', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit/size`),
    found('set aside', 'manager', OVERRIDDEN, (id) => `/companies/${id}/edit/size`),
  ],
  '/companies/:companyId/edit/restricted': [
    found('nothing', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit/restricted`),
    found('in difficulty', 'manager', IN_DIFFICULTY, (id) => `/companies/${id}/edit/restricted`),
  ],
  '/companies/:companyId/edit/membership': [found('filled', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/edit/membership`)],
  '/companies/:companyId/years/:yearId': [
    found('fresh', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/years/new`),
    found('filled', 'manager', YEAR, (ids) => `/companies/${ids}`),
    found('refused', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/years/new`, sendEmpty),
  ],
  '/companies/:companyId/links/:linkId': [
    found('fresh', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/links/new`),
    found('filled', 'manager', LINK, (ids) => `/companies/${ids}`),
    found('refused', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/links/new`, sendEmpty),
  ],
  '/companies/:companyId/establishments/:establishmentId': [
    found('fresh', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/establishments/new`),
    found('filled', 'manager', PLACE, (ids) => `/companies/${ids}`),
  ],
  '/companies/:companyId/aid/:grantId': [
    found('fresh', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/aid/new`),
    found('to correct', 'manager', AID, (ids) => `/companies/${ids}`),
  ],
  '/companies/:companyId/contacts/new': [
    found('fresh', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/contacts/new`),
    found('refused', 'manager', KEPT_COMPANY, (id) => `/companies/${id}/contacts/new`, sendEmpty),
  ],
  '/companies/:companyId/contacts/:personId': [
    found(
      'holder',
      'manager',
      `select r.company_id || '/contacts/' || r.person_id from company_roles r where r.cluster_id = $1 and r.is_account_owner and r.company_id in (${KEPT_COMPANIES}) order by 1`,
      (ids) => `/companies/${ids}`,
    ),
    found(
      'colleague',
      'manager',
      `select r.company_id || '/contacts/' || r.person_id from company_roles r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id where r.cluster_id = $1 and not r.is_account_owner and r.company_id in (${KEPT_COMPANIES}) order by p.account_id is null, 1`,
      (ids) => `/companies/${ids}`,
    ),
  ],
  '/companies/:companyId/contacts/:personId/invitation': [
    found(
      'to be made',
      'manager',
      "select r.company_id || '/contacts/' || r.person_id from company_roles r join people p on p.cluster_id = r.cluster_id and p.id = r.person_id where r.cluster_id = $1 and r.role = 'contact' and exists (select from cases k where k.cluster_id = $1 and k.company_id = r.company_id and k.lead_id is not null and k.id in @cases) order by 1",
      (ids) => `/companies/${ids}/invitation`,
    ),
  ],
  '/companies/:companyId/request': [found('fresh', 'manager', COMPANY, (id) => `/companies/${id}/request`)],
  '/search': [at('found', 'manager', '/search?q=a'), at('empty', 'advisor', '/search'), at('nothing', 'director', '/search?q=zzzzzz')],
  '/register': [at('fresh', 'manager', '/register'), at('nothing found', 'manager', '/register?q=zzzzzz')],
  '/register/companies': [at('nothing picked', 'manager', '/register/companies')],
  '/register/imports': [at('fresh', 'manager', '/register/imports')],
  '/register/imports/:importId': [at('read', 'manager', '/register', sendRegisterFile)],

  '/cases/:caseId': [
    ofCase('active', 'advisor'),
    ...[
      'submitted',
      'qualifying',
      'accepted',
      'assessing',
      'plan_to_sign',
      'on_hold',
      'reviewing',
      'follow_up',
      'closed',
      'closed_early',
      'refused',
      'redirected',
    ].map((state) => ofCase(state, 'manager')),
    ofCase('active', 'director'),
    ofCase('active', 'track_lead'),
  ],
  '/cases/hand-over': [
    found('all', 'manager', LEADS, (id) => `/cases/hand-over?from=${id}`),
    found('none', 'manager', LEADS_NONE, (id) => `/cases/hand-over?from=${id}&handed=3`),
  ],
  '/cases/:caseId/assign': [ofCase('accepted', 'manager', '/assign')],
  '/cases/:caseId/eligibility': [ofCase('qualifying', 'manager', '/eligibility')],
  '/cases/:caseId/move/:act': [
    ofCase('active', 'advisor', '/move/hold'),
    ofCase('active', 'advisor', '/move/hold', sendEmpty),
    ofCase('submitted', 'manager', '/move/take'),
    ofCase('qualifying', 'manager', '/move/refuse'),
    ofCase('plan_to_sign', 'manager', '/move/sign_plan'),
    ofCase('active', 'manager', '/move/accept'),
  ],
  '/cases/:caseId/propose/:to': [ofCase('active', 'advisor', '/propose/closed_early')],
  '/cases/:caseId/review': [ofCase('reviewing', 'manager', '/review')],
  '/cases/:caseId/reminder': [ofCase('reviewing', 'manager', '/reminder')],
  '/cases/:caseId/health': [
    ofCase('active', 'manager', '/health'),
    ofCase('active', 'manager', '/health', sendEmpty),
    ofCase('assessing', 'advisor', '/health'),
    ofCase('closed', 'director', '/health'),
  ],
  '/cases/:caseId/access': [
    ofCase('active', 'advisor', '/access'),
    ofCase('active', 'director', '/access'),
    ofCase('active', 'manager', '/access', sendEmpty),
  ],
  '/cases/:caseId/complexity': [ofCase('active', 'advisor', '/complexity'), ofCase('active', 'director', '/complexity')],
  '/audit': [
    at('all', 'manager', '/audit'),
    at('narrowed', 'director', '/audit?kind=milestone.rescheduled&from=2026-01-01'),
    at('nothing', 'manager', '/audit?from=2020-01-01&until=2020-01-02'),
  ],
  '/load': [at('all', 'manager', '/load?sort=load'), at('own', 'advisor', '/load'), at('all', 'director', '/load')],
  '/load/:personId': [
    found('to set', 'manager', ADVISOR, (id) => `/load/${id}`),
    found('to read', 'director', ADVISOR, (id) => `/load/${id}`),
  ],
  '/cases/:caseId/history': [ofCase('active', 'advisor', '/history'), ofCase('submitted', 'director', '/history')],
  '/cases/:caseId/notes': [ofCase('active', 'advisor', '/notes'), ofCase('submitted', 'director', '/notes')],
  '/cases/:caseId/notes/:noteId': [found('own', 'advisor', INTERNAL_NOTE, (ids) => `/cases/${ids}`)],
  '/readers/:kind/:itemId': [found('note', 'advisor', TEAM_NOTE, (id) => `/readers/note/${id}`)],
  '/cases/:caseId/documents': [ofCase('active', 'advisor', '/documents'), ofCase('submitted', 'director', '/documents')],
  '/companies/:companyId/documents': [found('kept', 'advisor', KEPT_COMPANY, (id) => `/companies/${id}/documents`)],
  '/documents/:documentId': [found('team', 'advisor', documentOf('advisor'), (id) => `/documents/${id}`)],
  '/documents/:documentId/withdraw': [found('team', 'advisor', documentOf('advisor'), (id) => `/documents/${id}/withdraw`)],
  '/plan/cases/:caseId/documents': [planOf('active', 'leader', '/documents')],
  '/plan/documents/:documentId': [found('own', 'leader', documentOf('company'), (id) => `/plan/documents/${id}`)],
  '/plan/readers/:kind/:itemId': [found('document', 'leader', documentOf('company'), (id) => `/plan/readers/document/${id}`)],
  '/plan/documents/:documentId/withdraw': [found('own', 'leader', documentOf('company'), (id) => `/plan/documents/${id}/withdraw`)],
  '/cases/:caseId/tasks': [ofCase('active', 'advisor', '/tasks')],
  '/cases/:caseId/tasks/:taskId': [found('open', 'advisor', OPEN_TASK, (ids) => `/cases/${ids}`)],
  '/cases/:caseId/plan': [
    ofCase('active', 'advisor', '/plan'),
    ofCase('assessing', 'manager', '/plan'),
    ofCase('plan_to_sign', 'director', '/plan'),
  ],
  '/cases/:caseId/plan/edit': [ofCase('assessing', 'manager', '/plan/edit')],
  '/cases/:caseId/plan/milestones/new': [
    ofCase('assessing', 'manager', '/plan/milestones/new'),
    ofCase('assessing', 'manager', '/plan/milestones/new', sendEmpty),
  ],
  '/cases/:caseId/plan/milestones/:milestoneId': [ofPlanned('')],
  '/cases/:caseId/plan/milestones/:milestoneId/remove': [ofPlanned('/remove')],
  '/cases/:caseId/milestones/:milestoneId': [
    ofMilestone('in_progress', 'advisor', ''),
    ofMilestone('done', 'manager', ''),
    ofMilestone('upcoming', 'director', ''),
    ofMilestone('to_validate', 'manager', ''),
    ofMilestone('blocked', 'manager', ''),
  ],
  '/cases/:caseId/milestones/:milestoneId/reschedule': [ofMilestone('in_progress', 'advisor', '/reschedule')],
  '/cases/:caseId/milestones/:milestoneId/:move': [
    ofMilestone('in_progress', 'manager', '/block'),
    ofMilestone('to_validate', 'manager', '/validate'),
  ],
  '/cases/:caseId/figures': [
    ofCase('active', 'advisor', '/figures'),
    ofCase('assessing', 'manager', '/figures'),
    ofCase('follow_up', 'director', '/figures'),
  ],
  '/figures/:observationId': [
    found(
      'verified',
      'manager',
      'select o.id from observations o where o.cluster_id = $1 and o.company_id in (select c.company_id from cases c where c.cluster_id = $1 and c.lead_id is not null and c.id in @cases) order by o.id',
      (id) => `/figures/${id}`,
    ),
    found(
      'latest',
      'director',
      'select o.id from observations o where o.cluster_id = $1 and o.company_id in (select c.company_id from cases c where c.cluster_id = $1 and c.lead_id is not null and c.id in @cases) order by o.id desc',
      (id) => `/figures/${id}`,
    ),
  ],

  '/opened': [at('one case', 'expert', '/opened'), at('one case', 'collaborator', '/opened')],
  '/opened/:caseId': [
    found('read', 'expert', OPENED, (id) => `/opened/${id}`),
    found('read', 'collaborator', OPENED, (id) => `/opened/${id}`),
  ],
  '/plan': [at('own', 'leader', '/plan')],
  '/plan/people': [
    at('own', 'leader', '/plan/people'),
    at('ended', 'leader', '/plan/people?done=ended'),
    at('refused', 'leader', '/plan/people', sendEmpty),
  ],
  '/plan/company': [at('own', 'leader', '/plan/company'), at('saved', 'leader', '/plan/company?done=1')],
  '/plan/company/documents': [at('list', 'leader', '/plan/company/documents')],
  '/plan/company/links/:linkId': [
    at('fresh', 'leader', '/plan/company/links/new'),
    at('refused', 'leader', '/plan/company/links/new', sendEmpty),
  ],
  '/plan/company/years/:yearId': [
    at('fresh', 'leader', '/plan/company/years/new'),
    at('refused', 'leader', '/plan/company/years/new', sendEmpty),
  ],
  '/plan/cases/:caseId': ['active', 'plan_to_sign', 'submitted', 'follow_up'].map((state) => planOf(state, 'leader')),
  '/plan/cases/:caseId/access': [planOf('active', 'leader', '/access')],
  '/plan/cases/:caseId/sign': [planOf('plan_to_sign', 'leader', '/sign')],
  '/plan/cases/:caseId/return': [planOf('plan_to_sign', 'leader', '/return')],
  '/plan/cases/:caseId/withdraw': [planOf('submitted', 'leader', '/withdraw')],
  '/plan/cases/:caseId/tasks/:taskId': [found('open', 'leader', COMPANY_TASK, (ids) => `/plan/cases/${ids}`)],
  '/plan/cases/:caseId/milestones/:milestoneId': [
    ofMilestone(['in_progress', 'upcoming'], 'leader', '', { root: '/plan/cases', side: 'company' }),
  ],
  '/plan/cases/:caseId/milestones/:milestoneId/:move': [
    ofMilestone(['in_progress', 'upcoming'], 'leader', '/submit', { root: '/plan/cases', side: 'company' }),
  ],
  '/requests/new': [
    at('fresh', 'leader', '/requests/new'),
    at('refused', 'leader', '/requests/new', async (page) => {
      await page.locator('main form button[value=submit]').click();
      await page.locator('.error-summary').waitFor();
    }),
  ],
  '/requests/:requestId': [
    at('kept', 'leader', '/requests/new', keepRequest),
    found('sent', 'leader', SENT_REQUEST, (id) => `/requests/${id}`),
  ],
  '/plan/figures': [at('own', 'leader', '/plan/figures')],
  '/plan/figures/confirm': [at('own', 'leader', '/plan/figures/confirm')],
  '/plan/satisfaction/:caseId': [
    {
      name: 'asked',
      role: 'leader',
      at: async (places) => filled(await places.case('reviewing'), (id) => `/plan/satisfaction/${id}`),
    },
  ],

  '/impact': [
    at('today', 'manager', '/impact'),
    at('one perimeter', 'director', '/impact?level=1&das=DAS2&size=small&by=track&indicator=FIN-04'),
    at('a mean', 'manager', '/impact?indicator=ACC-04&by=size&period=year'),
    at('before any figure', 'manager', '/impact?on=2023-01-02&by=region'),
  ],
  '/impact/contract': [
    at('today', 'manager', '/impact/contract'),
    at('declared too', 'director', '/impact/contract?level=1'),
    at('a day that is none', 'manager', '/impact/contract?on=31/02/2026'),
  ],
  '/impact/metrics': [
    at('support', 'manager', '/impact/metrics'),
    at('scales and amounts', 'director', '/impact/metrics?family=EXP'),
    at('projects', 'manager', '/impact/metrics?family=PRJ'),
  ],
  '/impact/cluster': [at('recording', 'manager', '/impact/cluster'), at('reading', 'director', '/impact/cluster')],
  '/impact/:indicator': ['ACC-01', 'ACC-06', 'EMP-02', 'FIN-02', 'FIN-04', 'ACC-04'].map((code, index) =>
    at(code, index % 2 ? 'director' : 'manager', `/impact/${code}`),
  ),
  '/impact/:indicator/lines': [
    at('one domain', 'manager', '/impact/EMP-02/lines?das=DAS2'),
    at('a year', 'director', '/impact/FIN-04/lines?period=year&level=1'),
    at('nothing', 'manager', '/impact/EMP-02/lines?on=2023-01-02&cohort=2023'),
  ],
};

/** Every address that has a page. */
export const PAGE_ADDRESSES = Object.keys(PAGES);

/** Those that other roles open too. */
export const SHARED_ADDRESSES = PAGE_ADDRESSES.filter((address) => againFor(address).length > 0);

function ofPlanned(below: string): PageState {
  return found(
    'draft',
    'manager',
    "select m.case_id || '/plan/milestones/' || m.id from milestones m join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id where m.cluster_id = $1 and c.state = 'assessing' and c.id in @cases and m.state = 'upcoming' order by m.position desc, m.id",
    (ids) => `/cases/${ids}${below}`,
  );
}
