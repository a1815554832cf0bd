import { page } from '../lib/page.ts'

export const collection = page({
  path: '/vendors/collection',
  title: 'Collection',
  icon: 'vendors',
  permission: 'vendors:read',
  group: 'Sources',
  tab: { matter: 'Vendors', label: 'Collection' },
  load: async () => (await import('./vendors/collection-page.tsx')).CollectionPage,
})
