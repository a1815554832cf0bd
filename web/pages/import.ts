import { page } from '../lib/page.ts'

export const importing = page({
  path: '/import',
  title: 'Import',
  icon: 'upload',
  permission: 'ingest:write',
  group: 'Sources',
  load: async () => (await import('./import/import-page.tsx')).ImportPage,
})
