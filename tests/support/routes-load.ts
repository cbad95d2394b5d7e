import { type RouteRow, STAFF } from './route-row';

export const LOAD_ROUTES: Record<string, RouteRow> = {
  '/audit': { opens: 'manager director' },
  '/audit/export': { opens: 'manager director' },
  '/load': { opens: STAFF },
  '/load/:personId': {
    opens: 'advisor manager director',
    ids: { personId: 'advisorId' },
    form: () => ({ act: 'capacity', seen: '0', percent: '60', kind: 'part_time', fromOn: '2026-11-02' }),
  },
};
