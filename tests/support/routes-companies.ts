import { need, ON_CASE, ON_COMPANY, type RouteRow, STAFF, words } from './route-row';

export const COMPANIES_ROUTES: Record<string, RouteRow> = {
  '/companies': { opens: STAFF },
  '/companies/new': {
    opens: 'manager',
    form: () => ({ siren: '', foreignId: 'canary-1', countryCode: 'IT', name: words, joining: 'member' }),
  },
  '/companies/:companyId': { opens: ON_COMPANY, sends: 'manager', form: () => ({ joining: 'member' }) },
  // Each sends it from a sign-in of its own, which then looks as the company.
  '/companies/:companyId/view': { opens: ON_CASE, form: () => ({}), endsSignIn: true },
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
  '/companies/:companyId/links/:linkId': {
    opens: 'advisor manager',
    params: { linkId: 'new' },
    form: () => ({ intent: 'save', version: '0', year: '2025', name: words, side: 'holder', kind: 'partner', share: '30' }),
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
  '/companies/:companyId/contacts/:personId': {
    opens: 'advisor trackLead manager',
    form: () => ({ act: 'replace_holder', reason: words }),
  },
  '/companies/:companyId/contacts/:personId/invitation': {
    opens: 'advisor trackLead manager',
    form: () => ({ act: 'invite', locale: 'fr' }),
  },
  '/companies/:companyId/request': {
    opens: 'advisor otherAdvisor manager',
    form: () => ({ intent: 'save', track: 'financing', title: words, need }),
  },
  '/search': { opens: STAFF, query: () => ({ q: 'zq' }) },
};
