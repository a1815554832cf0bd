import { page } from '../lib/page.ts'

export const evidence = page({
  path: '/evidence',
  title: 'Evidence',
  icon: 'archive',
  permission: 'audit:read',
  group: 'Settings',
  load: async () => (await import('./evidence/evidence-page.tsx')).EvidencePage,
})
