import { page } from '../lib/page.ts'

export const findings = page({
  path: '/detection',
  title: 'Findings',
  icon: 'eye',
  permission: 'analytics:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Findings' },
  load: async () => (await import('./detection/findings-page.tsx')).FindingsPage,
})
