import { page } from '../lib/page.ts'

export const exceptions = page({
  path: '/detection/exceptions',
  title: 'Exceptions',
  icon: 'eye',
  permission: 'detectors:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Exceptions' },
  load: async () => (await import('./detection/exceptions-page.tsx')).ExceptionsPage,
})
