import { page } from '../lib/page.ts'

export const playground = page({
  path: '/playground',
  title: 'Playground',
  icon: 'eye',
  permission: 'detectors:read',
  group: 'Govern',
  tab: { matter: 'Detection', label: 'Playground' },
  load: async () => (await import('./playground/playground-page.tsx')).PlaygroundPage,
})
