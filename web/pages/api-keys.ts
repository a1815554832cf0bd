import { page } from '../lib/page.ts'

export const apiKeys = page({
  path: '/api-keys',
  title: 'API keys',
  icon: 'key',
  permission: 'api_keys:read',
  group: 'Settings',
  load: async () => (await import('./api-keys/api-keys-page.tsx')).ApiKeysPage,
})
