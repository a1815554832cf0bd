import { signal } from '@preact/signals'
import type { z } from 'zod'
import type { loginBody, SessionUser, setupBody } from '../../analytics/contract/accounts.ts'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
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

/** Whether one is out because the session ended by itself, not because one left. */
export const hasSessionEnded = signal(false)

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

/** Asks again who one is, after something about oneself has changed. What is on show stays. */
export async function renewUser(): Promise<void> {
  const { user } = await api('GET /auth/me')
  session.value = { state: 'member', user }
}

/** The temporary password one came in with, so that it need not be typed again while one replaces it. */
let temporaryPassword: string | null = null

export function takeTemporaryPassword(): string | null {
  const taken = temporaryPassword
  temporaryPassword = null
  return taken
}

export async function signIn(body: z.input<typeof loginBody>): Promise<void> {
  const { user } = await api('POST /auth/login', { body })
  temporaryPassword = user.must_change_password ? body.password : null
  enter(user)
}

/** Creates an organization with its owner, and signs in as such. */
export async function register(body: z.input<Endpoints['POST /auth/register']['body']>): Promise<void> {
  const { user } = await api('POST /auth/register', { body })
  enter(user)
}

/** Replaces one's password. Every other session ends. */
export async function changePassword(
  body: z.input<Endpoints['POST /auth/password']['body']>,
): Promise<SessionUser> {
  const { user } = await api('POST /auth/password', { body })
  session.value = { state: 'member', user }
  return user
}

/** Goes over to another organization of the same person. Nothing of the old one stays on show. */
export async function switchOrganization(orgId: string): Promise<void> {
  await api('POST /auth/organization', { body: { org_id: orgId } })
  window.location.assign('/')
}

/** Joins the organization that the mailed token stands for, and goes over to it. */
export async function acceptInvitation(token: string): Promise<void> {
  await api('POST /auth/invitations/accept', { body: { token } })
  window.location.assign('/')
}

/** Creates the first owner and signs in as such. */
export async function setUp(body: z.input<typeof setupBody>): Promise<void> {
  const { user } = await api('POST /auth/setup', { body })
  enter(user)
}

/** To where one wanted to go before one was asked who one is. */
export function enter(user: SessionUser): void {
  const next = new URLSearchParams(window.location.search).get('next')
  session.value = { state: 'member', user }
  hasSessionEnded.value = false
  navigate(safeReturnPath(next, window.location.origin), { replace: true })
}

export async function signOut(): Promise<void> {
  await api('POST /auth/logout')
  hasSessionEnded.value = false
  session.value = { state: 'anonymous' }
  navigate('/sign-in')
}

/** A page of the entrance, which leads back to where one is now. */
export function entranceHref(page: string): string {
  const here = window.location.pathname + window.location.search
  return here === '/' ? page : `${page}?next=${encodeURIComponent(here)}`
}

api.onSessionEnd(() => {
  // While restoring there was no session that could end.
  if (session.value.state !== 'member') return
  hasSessionEnded.value = true
  session.value = { state: 'anonymous' }
})
