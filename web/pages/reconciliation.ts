import { page } from '../lib/page.ts'

export const reconciliation = page({
  path: '/vendors/reconciliation',
  title: 'Reconciliation',
  icon: 'vendors',
  permission: 'costs:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Reconciliation' },
  load: async () => (await import('./spending/reconciliation-page.tsx')).ReconciliationPage,
})
