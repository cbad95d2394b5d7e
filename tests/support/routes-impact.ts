import { type RouteRow, words } from './route-row';

export const IMPACT_ROUTES: Record<string, RouteRow> = {
  '/impact': { opens: 'manager director' },
  '/impact/contract': { opens: 'manager director' },
  '/impact/metrics': { opens: 'manager director' },
  '/impact/cluster': {
    opens: 'manager director',
    sends: 'manager',
    form: () => ({ intent: 'record:POL-03', period: '2024', value: '1', den: '2', evidence: words }),
  },
  '/impact/:indicator': { opens: 'manager director', params: { indicator: 'EMP-01' } },
  '/impact/:indicator/lines': { opens: 'manager director', params: { indicator: 'EMP-01' } },
};
