import { page } from '../lib/page.ts'

export const signIn = page({
  path: '/sign-in',
  title: 'Sign in',
  icon: 'lock',
  audience: 'guest',
  load: async () => (await import('./entrance/sign-in-page.tsx')).SignInPage,
})
