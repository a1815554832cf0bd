import { page } from '../lib/page.ts'

export const catalogue = page({
  path: '/detectors',
  title: 'Catalogue of detectors',
  icon: 'eye',
  permission: 'detectors:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Catalogue' },
  load: async () => (await import('./detection/catalogue-page.tsx')).CataloguePage,
})
