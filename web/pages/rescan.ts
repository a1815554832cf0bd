import { page } from '../lib/page.ts'

export const rescan = page({
  path: '/detection/rescan',
  title: 'Rescan',
  icon: 'refresh',
  permission: 'detectors:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Rescan' },
  load: async () => (await import('./rescan/rescan-page.tsx')).RescanPage,
})
