import { page } from '../lib/page.ts'

export const auditCheckpoints = page({
  path: '/audit/checkpoints',
  title: 'Checkpoints',
  icon: 'audit',
  permission: 'audit:read',
  group: 'Govern',
  tab: { matter: 'Audit', label: 'Checkpoints' },
  load: async () => (await import('./audit/checkpoints-page.tsx')).CheckpointsPage,
})
