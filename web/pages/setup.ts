import { page } from '../lib/page.ts'

export const setup = page({
  path: '/setup',
  title: 'Set up',
  icon: 'lock',
  audience: 'guest',
  load: async () => (await import('./entrance/setup-page.tsx')).SetupPage,
})
