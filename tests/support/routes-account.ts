import { EVERYONE, type RouteRow, words } from './route-row';

export const ACCOUNT_ROUTES: Record<string, RouteRow> = {
  '/': { opens: EVERYONE },
  '/sign-in': { opens: EVERYONE, isPublic: true, form: () => ({ email: 'nobody@test.example', password: words }), endsSignIn: true },
  '/sign-out': { opens: EVERYONE, isPublic: true, form: () => ({}), endsSignIn: true },
  '/preferences': { opens: EVERYONE, isPublic: true, form: () => ({ locale: 'fr', back: '/account' }) },
  '/invitation/:token': {
    opens: '',
    isPublic: true,
    params: { token: 'no-such-token' },
    form: () => ({ act: 'accept', password: words, again: words }),
  },
  '/account/invitations': { opens: EVERYONE, form: () => ({ act: 'decline', invitationId: '00000000-0000-4000-8000-000000000000' }) },
  '/account': { opens: EVERYONE },
  '/account/security': { opens: EVERYONE, form: () => ({ handle: '00000000-0000-4000-8000-000000000000' }) },
  '/account/password': { opens: EVERYONE, form: () => ({ oldPassword: words, newPassword: words, again: words }), endsSignIn: true },
  '/account/profile': {
    opens: EVERYONE,
    sends: 'leader collaborator otherLeader advisor otherAdvisor trackLead manager admin',
    form: () => ({ givenName: words, familyName: words, phone: '', version: '1' }),
  },
  '/account/email': { opens: EVERYONE, form: () => ({ email: 'canary@test.example' }) },
  '/prove': { opens: EVERYONE, form: () => ({ password: words }) },
  '/forgotten': { opens: EVERYONE, isPublic: true, form: () => ({ email: 'nobody@test.example' }) },
  '/reset/:token': { opens: '', isPublic: true, params: { token: 'no-such-token' }, form: () => ({ newPassword: words, again: words }) },
  '/email/:token': { opens: '', isPublic: true, params: { token: 'no-such-token' }, form: () => ({}) },
  '/session': { opens: EVERYONE, isPublic: true, form: () => ({}) },
  '/view/end': { opens: EVERYONE, isPublic: true, form: () => ({}) },
  '/space': { opens: EVERYONE, form: ({ clusterId }) => ({ cluster: clusterId }), endsSignIn: true },
  '/welcome': { opens: EVERYONE },
  '/your-data': { opens: EVERYONE, isPublic: true },
  '/*': { opens: '', isPublic: true },
};
