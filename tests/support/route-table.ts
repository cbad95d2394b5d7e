import type { RouteRow } from './route-row';
import { ACCOUNT_ROUTES } from './routes-account';
import { ADMINISTRATION_ROUTES } from './routes-administration';
import { CASES_ROUTES } from './routes-cases';
import { COMPANIES_ROUTES } from './routes-companies';
import { DOCUMENTS_ROUTES } from './routes-documents';
import { IMPACT_ROUTES } from './routes-impact';
import { LOAD_ROUTES } from './routes-load';
import { MAIL_ROUTES } from './routes-mail';
import { PLAN_ROUTES } from './routes-plan';
import { PROJECTS_ROUTES } from './routes-projects';
import { REGISTER_ROUTES } from './routes-register';

/** Every address, who opens it, and the form its page sends. A new route needs one line in the file of its audience, and nothing else. */
export const ROUTES: Record<string, RouteRow> = {
  ...ACCOUNT_ROUTES,
  ...ADMINISTRATION_ROUTES,
  ...MAIL_ROUTES,
  ...COMPANIES_ROUTES,
  ...PROJECTS_ROUTES,
  ...REGISTER_ROUTES,
  ...CASES_ROUTES,
  ...DOCUMENTS_ROUTES,
  ...LOAD_ROUTES,
  ...PLAN_ROUTES,
  ...IMPACT_ROUTES,
};
