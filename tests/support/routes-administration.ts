import type { RouteRow } from './route-row';

export const ADMINISTRATION_ROUTES: Record<string, RouteRow> = {
  '/admin/people': { opens: 'admin' },
  '/admin/access': { opens: 'admin' },
  '/admin/people/:personId': { opens: 'admin', ids: { personId: 'advisorId' }, form: () => ({ act: 'reactivate', version: '1' }) },
};
