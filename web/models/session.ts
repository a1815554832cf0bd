import { signal } from '@preact/signals'
import type { z } from 'zod'
import type { loginBody, SessionUser, setupBody } from '../../analytics/contract/accounts.ts'
import type { Permission } from '../../analytics/contract/permissions.ts'
import { ApiError, api } from '../lib/api.ts'
import { navigate, safeReturnPath } from '../lib/router.ts'

export type Session =
  | { readonly state: 'restoring' }
  | { readonly state: 'unreachable'; readonly error: unknown }
  | { readonly state: 'anonymous' }
  | { readonly state: 'member'; readonly user: SessionUser }

/** Who sits in front of the console. */
export const session = signal<Session>({ state: 'restoring' })

/** Whether the navigation and the buttons offer something; the server decides again. */
export function may(permission: Permission | null): boolean {
  if (permission === null) return true
  return session.value.state === 'member' && session.value.user.permissions.includes(permission)
}

/** Finds out from the cookies who is signed in. */
export async function restoreSession(): Promise<void> {
  session.value = { state: 'restoring' }
  try {
    const { user } = await api('GET /auth/me')
    session.value = { state: 'member', user }
  } catch (error) {
    const refused = error instanceof ApiError && error.status === 401
    session.value = refused ? { state: 'anonymous' } : { state: 'unreachable', error }
  }
}

export async function signIn(body: z.input<typeof loginBody>): Promise<void> {
  const { user } = await api('POST /auth/login', { body })
  enter(user)
}

/** Creates the first owner and signs in as such. */
export async function setUp(body: z.input<typeof setupBody>): Promise<void> {
  const { user } = await api('POST /auth/setup', { body })
  enter(user)
}

function enter(user: SessionUser): void {
  const next = new URLSearchParams(window.location.search).get('next')
  session.value = { state: 'member', user }
  navigate(safeReturnPath(next, window.location.origin), { replace: true })
}

export async function signOut(): Promise<void> {
  await api('POST /auth/logout')
  session.value = { state: 'anonymous' }
  navigate('/sign-in')
}

/** The sign-in page, which leads back to where one is now. */
export function signInHref(): string {
  const here = window.location.pathname + window.location.search
  return here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`
}

api.onSessionEnd(() => {
  // While restoring there was no session that could end.
  if (session.value.state === 'member') session.value = { state: 'anonymous' }
})
