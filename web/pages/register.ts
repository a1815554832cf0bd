import { page } from '../lib/page.ts'

export const register = page({
  path: '/register',
  title: 'Create an organization',
  icon: 'building',
  audience: 'guest',
  load: async () => (await import('./entrance/register-page.tsx')).RegisterPage,
})
