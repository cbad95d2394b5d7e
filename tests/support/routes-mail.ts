import { EVERYONE, type RouteRow } from './route-row';

export const MAIL_ROUTES: Record<string, RouteRow> = {
  '/account/notifications': {
    opens: EVERYONE,
    sends: 'leader otherLeader advisor otherAdvisor trackLead manager',
    form: () => ({}),
  },
  '/unsubscribe/:token': { opens: '', isPublic: true, params: { token: 'no-such-token' }, form: () => ({}) },
  // The site under test is no demonstration.
  '/demo/mailbox': { opens: '', isPublic: true },
  '/demo/mailbox/:letterId': { opens: '', isPublic: true, ids: { letterId: 'caseId' } },
  '/admin/mail': { opens: 'admin' },
};
