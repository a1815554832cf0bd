import { page } from '../lib/page.ts'

export const outbox = page({
  path: '/dev/outbox',
  title: 'Development outbox',
  icon: 'mail',
  audience: 'guest',
  load: async () => (await import('./entrance/outbox-page.tsx')).OutboxPage,
})
