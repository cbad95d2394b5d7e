/** Every subject of messages: a new pair of files in `messages/` needs one line here, and nothing else. */
type Files = {
  dates: typeof import('./messages/dates.fr.json');
  documents: typeof import('./messages/documents.fr.json');
  forms: typeof import('./messages/forms.fr.json');
  case_page: typeof import('./messages/case_page.fr.json');
  capital: typeof import('./messages/capital.fr.json');
  cluster_figures: typeof import('./messages/cluster_figures.fr.json');
  cases: typeof import('./messages/cases.fr.json');
  administration: typeof import('./messages/administration.fr.json');
  account: typeof import('./messages/account.fr.json');
  door: typeof import('./messages/door.fr.json');
  factors: typeof import('./messages/factors.fr.json');
  grants: typeof import('./messages/grants.fr.json');
  health: typeof import('./messages/health.fr.json');
  invitations: typeof import('./messages/invitations.fr.json');
  impact: typeof import('./messages/impact.fr.json');
  instruments: typeof import('./messages/instruments.fr.json');
  load: typeof import('./messages/load.fr.json');
  mail: typeof import('./messages/mail.fr.json');
  metrics: typeof import('./messages/metrics.fr.json');
  navigation: typeof import('./messages/navigation.fr.json');
  outcomes: typeof import('./messages/outcomes.fr.json');
  overview: typeof import('./messages/overview.fr.json');
  people: typeof import('./messages/people.fr.json');
  plans: typeof import('./messages/plans.fr.json');
  privacy: typeof import('./messages/privacy.fr.json');
  programmes: typeof import('./messages/programmes.fr.json');
  projects: typeof import('./messages/projects.fr.json');
  reasons: typeof import('./messages/reasons.fr.json');
  profile: typeof import('./messages/profile.fr.json');
  aid: typeof import('./messages/aid.fr.json');
  access_log: typeof import('./messages/access_log.fr.json');
  audit: typeof import('./messages/audit.fr.json');
  companies: typeof import('./messages/companies.fr.json');
  register: typeof import('./messages/register.fr.json');
  retention: typeof import('./messages/retention.fr.json');
  search: typeof import('./messages/search.fr.json');
  milestones: typeof import('./messages/milestones.fr.json');
  my_plan: typeof import('./messages/my_plan.fr.json');
  notes: typeof import('./messages/notes.fr.json');
  tasks: typeof import('./messages/tasks.fr.json');
  teams: typeof import('./messages/teams.fr.json');
  unsent_form: typeof import('./messages/unsent_form.fr.json');
  timeline: typeof import('./messages/timeline.fr.json');
  requests: typeof import('./messages/requests.fr.json');
  waiting: typeof import('./messages/waiting.fr.json');
  ui: typeof import('./messages/ui.fr.json');
};

export type Subject = keyof Files;
export type MessageKey<S extends Subject> = keyof Files[S] & string;

/** A message named from anywhere, `subject:key`, with values as a query: `forms:errors.too_short?min=100`. */
export type MessageRef = `${Subject}:${string}`;
