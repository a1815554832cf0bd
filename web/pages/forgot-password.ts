import { page } from '../lib/page.ts'

export const forgotPassword = page({
  path: '/forgot-password',
  title: 'Forgot your password',
  icon: 'lock',
  audience: 'guest',
  load: async () => (await import('./entrance/forgot-password-page.tsx')).ForgotPasswordPage,
})
