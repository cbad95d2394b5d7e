/** Ids a route may be asked for: those of one company and its case. */
export type Target = {
  companyId: string;
  caseId: string;
  noteId: string;
  taskId: string;
  companyTaskId: string;
  documentId: string;
  companyDocumentId: string;
  milestoneId: string;
  milestoneVersion: string;
  observationId: string;
  questionId: string;
  personId: string;
  advisorId: string;
  expertId: string;
  collaboratorId: string;
  requestId: string;
  projectId: string;
  importId: string;
  invitationId: string;
  privacyRequestId: string;
  findId: string;
  clusterId: string;
  teamId: string;
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
  /** Rows that it names though their table is closed to its readers: a function of the database's tells them of what is opened to them. */
  names?: readonly string[];
  /** The form ends the sign-in it comes with, or replaces it. */
  endsSignIn?: boolean;
};

export const EVERYONE = 'leader collaborator otherLeader advisor otherAdvisor trackLead manager director funder admin expert';
export const STAFF = 'advisor otherAdvisor trackLead manager director';
/** Staff who see the cast's own company: another advisor too, because a request of it waits for somebody to take it. */
export const ON_COMPANY = 'advisor otherAdvisor trackLead manager director';
/** Staff who follow the cast's own case. */
export const ON_CASE = 'advisor trackLead manager director';

export const words = 'canary words of a form, long enough to be taken as a reason';
export const need = words.repeat(3);
export const plannedMilestone = { title: words, side: 'advisor', durationDays: '3' };
export const note = { kind: 'call', happenedOn: '2026-11-02', body: words };
