import { page } from '../lib/page.ts'

export const verifyEmail = page({
  path: '/verify-email',
  title: 'Confirm your address',
  icon: 'mail',
  audience: 'guest',
  load: async () => (await import('./entrance/verify-email-page.tsx')).VerifyEmailPage,
})
