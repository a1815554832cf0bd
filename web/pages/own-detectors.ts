import { page } from '../lib/page.ts'

export const ownDetectors = page({
  path: '/detection/custom',
  title: 'Own detectors',
  icon: 'eye',
  permission: 'detectors:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Own detectors' },
  load: async () => (await import('./detection/own-detectors-page.tsx')).OwnDetectorsPage,
})
