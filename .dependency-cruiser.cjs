/** Direction of imports between the rooms (docs/decisions, architecture): routes → features → access → platform. */
const TYPES_ASIDE = { dependencyTypesNot: ['type-only'] };
const PURE_FEATURE_FILE = '^app/features/[^/]+/(?!.*\\.(server|client)\\.)[^/]+\\.ts$';
const SERVER_FILE = '\\.server\\.tsx?$';
const DATABASE = '^db/|^node_modules/(postgres|drizzle-orm|pg-boss)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: TYPES_ASIDE } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    { name: 'nothing-imports-a-route', severity: 'error', from: { pathNot: '^app/routes/' }, to: { path: '^app/routes/' } },
    {
      name: 'routes-hold-no-sql',
      severity: 'error',
      from: { path: '^app/(routes/|root)' },
      to: { path: [DATABASE, '^app/platform/database\\.server'], ...TYPES_ASIDE },
    },
    {
      name: 'features-know-no-routes-and-no-http',
      severity: 'error',
      from: { path: '^app/features/' },
      to: { path: ['^app/(routes|root|entry)', '^server/', '^node_modules/(express|@remix-run/(node|express))/', '^(node:)?https?$'] },
    },
    {
      name: 'feature-servers-know-no-remix',
      severity: 'error',
      from: { path: `^app/features/.*${SERVER_FILE}` },
      to: { path: '^node_modules/@remix-run/' },
    },
    { name: 'access-knows-no-features', severity: 'error', from: { path: '^app/access/' }, to: { path: '^app/(features|routes|ui)/' } },
    { name: 'platform-knows-nobody', severity: 'error', from: { path: '^app/platform/' }, to: { path: '^app/(?!platform/)' } },
    { name: 'ui-knows-no-domain', severity: 'error', from: { path: '^app/ui/' }, to: { path: '^app/(features|access|routes)/' } },
    { name: 'i18n-knows-no-domain', severity: 'error', from: { path: '^app/i18n/' }, to: { path: '^app/(features|access|routes|ui)/' } },
    {
      name: 'browser-code-never-reaches-the-database',
      severity: 'error',
      from: { path: '^app/(features|ui|i18n)/', pathNot: [SERVER_FILE, '^app/i18n/compile-messages'] },
      to: { path: [SERVER_FILE, DATABASE, '^server/'], ...TYPES_ASIDE },
    },
    {
      name: 'pure-files-stay-pure',
      severity: 'error',
      from: { path: PURE_FEATURE_FILE },
      to: {
        pathNot: [
          PURE_FEATURE_FILE,
          '^node_modules/(zod|d3-)',
          '^app/platform/(result|clock-days|calendar|is-id)',
          '^app/ui/forms/schema-parts\\.ts$',
          '^app/i18n/',
          '^app/access/[^.]+\\.ts$',
        ],
        ...TYPES_ASIDE,
      },
    },
    {
      name: 'only-access-and-platform-touch-the-pool',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/(access|platform)/|^app/entry\\.server' },
      to: { path: '^app/platform/database\\.server|^node_modules/postgres/', ...TYPES_ASIDE },
    },
    {
      name: 'lucia-only-in-access',
      severity: 'error',
      from: { pathNot: '^app/access/' },
      to: { path: '^node_modules/(lucia|@lucia-auth)/' },
    },
    { name: 'app-knows-no-tests-seeds-or-process', severity: 'error', from: { path: '^app/' }, to: { path: '^(tests|server|db/seed)/' } },
    { name: 'the-process-knows-no-tests', severity: 'error', from: { path: '^(server|db)/' }, to: { path: '^tests/' } },
    {
      name: 'schema-stands-at-the-bottom',
      severity: 'error',
      from: { path: '^db/schema/' },
      to: {
        pathNot: ['^db/schema/', '^node_modules/(drizzle-orm|zod)/', PURE_FEATURE_FILE, '^app/access/[^.]+\\.ts$', '^app/platform/result'],
        ...TYPES_ASIDE,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
