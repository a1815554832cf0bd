import { page } from '../lib/page.ts'

export const auditVerify = page({
  path: '/audit/verify',
  title: 'Verify an export',
  icon: 'audit',
  permission: 'audit:read',
  group: 'Govern',
  tab: { matter: 'Audit', label: 'Verify' },
  load: async () => (await import('./audit/verify-page.tsx')).VerifyPage,
})
