import { page } from '../lib/page.ts'

export const resetPassword = page({
  path: '/reset-password',
  title: 'Choose a new password',
  icon: 'lock',
  audience: 'guest',
  load: async () => (await import('./entrance/reset-password-page.tsx')).ResetPasswordPage,
})
