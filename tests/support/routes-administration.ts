import { type RouteRow, STAFF, words } from './route-row';

export const ADMINISTRATION_ROUTES: Record<string, RouteRow> = {
  '/admin/sign-in': { opens: 'admin', form: () => ({ rule: 'none', was: 'managers' }) },
  '/admin/access': { opens: 'admin' },
  '/admin/access/export': { opens: 'admin' },
  '/admin/teams': { opens: 'admin', form: () => ({ name: words, parentId: '' }) },
  '/admin/teams/:teamId': { opens: 'admin', form: () => ({ act: 'rename', version: '1', name: words }) },
  '/admin/privacy': { opens: 'admin' },
  '/admin/privacy/new': {
    opens: 'admin',
    form: ({ personId }) => ({ personId, kind: 'access', receivedOn: '2026-11-02' }),
  },
  '/admin/privacy/:requestId': {
    opens: 'admin',
    ids: { requestId: 'privacyRequestId' },
    form: () => ({ act: 'check', version: '1', identityCheck: words }),
  },
  '/found-texts': { opens: STAFF, sends: 'advisor trackLead manager', form: ({ findId }) => ({ findId, settledAs: 'another' }) },
  '/admin/retention': { opens: 'admin' },
  '/admin/retention/:kind': { opens: 'admin', params: { kind: 'access_log' }, form: () => ({ act: 'try', months: '12' }) },
  '/admin/people': { opens: 'admin', form: ({ invitationId }) => ({ act: 'resend', invitationId }) },
  '/admin/people/new': {
    opens: 'admin',
    form: () => ({
      givenName: words,
      familyName: words,
      email: 'canary.staff@test.example',
      locale: 'fr',
      role: 'advisor',
      fromOn: '2026-11-02',
    }),
  },
  '/admin/people/:personId': { opens: 'admin', ids: { personId: 'advisorId' }, form: () => ({ act: 'reactivate', version: '1' }) },
};
