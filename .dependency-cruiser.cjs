/** The import law: web → contract, ledger, detectors; workers → durable-objects → analytics → policy → detectors. */
const rooms = {
  detectors: [],
  policy: ['detectors'],
  analytics: ['policy', 'detectors'],
  'durable-objects': ['analytics', 'policy', 'detectors'],
  workers: ['durable-objects', 'analytics', 'policy', 'detectors'],
}
const all = [...Object.keys(rooms), 'web', 'scripts', 'tests']
/** Tests, and what several of one room stand on. */
const test = '[.-]test\\.tsx?$|/test-[a-z-]+\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-imports-downward-only`,
      severity: 'error',
      from: { path: `^${room}/`, pathNot: test },
      to: { path: `^(${all.filter((other) => other !== room && !may.includes(other)).join('|')})/` },
    })),
    {
      name: 'web-sees-only-contract-ledger-detectors',
      severity: 'error',
      from: { path: '^web/', pathNot: test },
      to: {
        path: `^(${all.filter((r) => r !== 'web').join('|')})/`,
        pathNot: '^(analytics/(contract|ledger)|detectors)/',
      },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: `^tests/|${test}` },
      to: { path: `^tests/|${test}` },
    },
    {
      name: 'units-do-not-import-each-other',
      severity: 'error',
      from: {
        path: '^(workers/routes|workers/jobs|analytics/queries|web/pages)/[^/]+\\.tsx?$',
        pathNot: `${test}|/index\\.tsx?$`,
      },
      to: { path: '^$1/[^/]+\\.tsx?$', pathNot: '/(index|parts)\\.tsx?$' },
    },
    {
      name: 'vendors-import-only-parts-of-their-own',
      severity: 'error',
      from: { path: '^workers/collector/vendors/([a-z]+)[^/]*\\.ts$', pathNot: `${test}|/index\\.ts$` },
      to: { path: '^workers/collector/vendors/', pathNot: '^workers/collector/vendors/$1[^/]*\\.ts$' },
    },
    {
      name: 'only-the-store-speaks-to-databases',
      severity: 'error',
      from: {
        path: '^(detectors|policy|analytics|durable-objects|workers|web)/',
        pathNot: `^analytics/store/|${test}`,
      },
      to: { path: '@clickhouse/|drizzle-orm' },
    },
    {
      name: 'pure-rooms-do-not-reach-the-store',
      severity: 'error',
      from: { path: '^analytics/', pathNot: `^analytics/store/|${test}` },
      to: { path: '^analytics/store/' },
    },
    {
      name: 'one-door-to-charts',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/charts/' },
      to: { path: 'uplot' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
