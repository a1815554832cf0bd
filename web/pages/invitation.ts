import { page } from '../lib/page.ts'

export const invitation = page({
  path: '/invitation',
  title: 'Invitation',
  icon: 'mail',
  audience: 'guest',
  load: async () => (await import('./entrance/invitation-page.tsx')).InvitationPage,
})
