import { page } from '../lib/page.ts'

export const coverage = page({
  path: '/detection/coverage',
  title: 'Coverage',
  icon: 'eye',
  permission: 'analytics:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Coverage' },
  load: async () => (await import('./coverage/coverage-page.tsx')).CoveragePage,
})
