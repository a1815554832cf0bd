import { page } from '../lib/page.ts'

export const encryption = page({
  path: '/encryption',
  title: 'Encryption',
  icon: 'lock',
  permission: 'audit:read',
  group: 'Settings',
  load: async () => (await import('./encryption/encryption-page.tsx')).EncryptionPage,
})
