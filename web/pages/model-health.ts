import { page } from '../lib/page.ts'

export const modelHealth = page({
  path: '/models',
  title: 'Model health',
  icon: 'pulse',
  permission: 'analytics:read',
  group: 'Analyse',
  load: async () => (await import('./model-health/model-health-page.tsx')).ModelHealthPage,
})
