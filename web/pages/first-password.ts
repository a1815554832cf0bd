import { page } from '../lib/page.ts'

export const firstPassword = page({
  path: '/first-password',
  title: 'Choose your password',
  icon: 'lock',
  audience: 'guest',
  load: async () => (await import('./entrance/first-password-page.tsx')).FirstPasswordPage,
})
