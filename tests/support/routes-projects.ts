import { type RouteRow, STAFF } from './route-row';

export const PROJECTS_ROUTES: Record<string, RouteRow> = {
  '/projects': { opens: STAFF },
  '/projects/structuring': { opens: STAFF },
  '/projects/:projectId': { opens: STAFF },
  '/instruments': { opens: STAFF },
};
