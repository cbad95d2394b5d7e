import type { RouteRow } from './route-row';

export const REGISTER_ROUTES: Record<string, RouteRow> = {
  '/register': { opens: 'manager' },
  '/register/companies': { opens: 'manager', form: () => ({ siren: '000100099', joining: 'member' }) },
  '/register/imports': { opens: 'manager', form: () => ({}), upload: 'not a register' },
  '/register/imports/:importId': { opens: 'manager', form: () => ({ intent: 'discard' }) },
};
