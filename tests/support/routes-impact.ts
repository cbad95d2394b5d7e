import type { RouteRow } from './route-row';

export const IMPACT_ROUTES: Record<string, RouteRow> = {
  '/impact': { opens: 'manager director' },
  '/impact/contract': { opens: 'manager director' },
  '/impact/metrics': { opens: 'manager director' },
  '/impact/:indicator': { opens: 'manager director', params: { indicator: 'EMP-01' } },
  '/impact/:indicator/lines': { opens: 'manager director', params: { indicator: 'EMP-01' } },
};
