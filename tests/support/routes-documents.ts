import { ON_CASE, ON_COMPANY, type RouteRow } from './route-row';

// The text of a file that `canary.csv` says it is.
const upload = 'name;value\ncanary;1\n';
const ofCase = 'leader advisor trackLead manager director';

export const DOCUMENTS_ROUTES: Record<string, RouteRow> = {
  '/cases/:caseId/documents': {
    opens: ON_CASE,
    sends: 'advisor trackLead manager',
    form: () => ({ title: 'canary', confidentiality: 'team' }),
    upload,
  },
  '/companies/:companyId/documents': {
    opens: ON_COMPANY,
    sends: 'advisor manager',
    form: () => ({ title: 'canary', confidentiality: 'team' }),
    upload,
  },
  '/plan/company/documents': {
    opens: 'leader',
    query: ({ companyId }) => ({ company: companyId }),
    form: () => ({ title: 'canary' }),
    upload,
  },
  '/plan/cases/:caseId/documents': { opens: 'leader', form: () => ({ title: 'canary' }), upload },
  '/documents/:documentId': { opens: ON_CASE, sends: 'advisor trackLead manager', form: () => ({ version: '1' }), upload },
  '/documents/:documentId/withdraw': { opens: ON_CASE, form: () => ({ version: '1' }) },
  '/plan/documents/:documentId': {
    opens: 'leader',
    ids: { documentId: 'companyDocumentId' },
    form: () => ({ version: '1' }),
    upload,
  },
  '/plan/documents/:documentId/withdraw': { opens: 'leader', ids: { documentId: 'companyDocumentId' }, form: () => ({ version: '1' }) },
  '/documents/:documentId/file': { opens: `${ofCase} expert collaborator`, ids: { documentId: 'companyDocumentId' } },
  '/readers/:kind/:itemId': {
    opens: ON_CASE,
    params: { kind: 'document' },
    ids: { itemId: 'documentId' },
    form: () => ({ act: 'share', version: '1' }),
  },
  '/plan/readers/:kind/:itemId': { opens: 'leader', params: { kind: 'document' }, ids: { itemId: 'companyDocumentId' } },
  // The team's alone.
  '/documents/:documentId/preview': { opens: ON_CASE },
};
