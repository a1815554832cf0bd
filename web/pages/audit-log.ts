import { page } from '../lib/page.ts'

export const auditLog = page({
  path: '/audit',
  title: 'Audit log',
  icon: 'audit',
  permission: 'audit:read',
  group: 'Govern',
  tab: { matter: 'Audit', label: 'Log' },
  load: async () => (await import('./audit/audit-page.tsx')).AuditPage,
})
