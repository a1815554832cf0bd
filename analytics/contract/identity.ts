import { z } from 'zod'

export const roles = ['owner', 'admin', 'analyst', 'member', 'viewer', 'auditor'] as const
const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** What a caller may be allowed to do, as `resource:action`. The list is closed. */
export const permissions = [
  'events:read',
  'analytics:read',
  'ingest:write',
  'check:run',
  'process:run',
  'detectors:read',
  'vendors:read',
  'credentials:read',
  'sync:run',
] as const
export const permission = z.enum(permissions)
export type Permission = z.infer<typeof permission>

const passwordCharsMin = 12
const passwordCharsMax = 1024

const email = z.string().trim().toLowerCase().pipe(z.email().max(254))
const newPassword = z.string().min(passwordCharsMin).max(passwordCharsMax)
const displayName = z.string().trim().min(1).max(120)

export const loginBody = z.strictObject({
  email,
  password: z.string().min(1).max(passwordCharsMax),
  totp: z.string().max(16).optional(),
})

/** First owner of an empty instance: only whoever holds the one-time set-up token may create it. */
export const setupBody = z.strictObject({
  token: z.string().min(1).max(256),
  email,
  password: newPassword,
  name: displayName,
  org_name: displayName,
})

export const sessionUser = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  permissions: z.array(permission),
  organization: z.object({ id: z.string(), name: z.string(), region: z.string(), plan: z.string() }),
})
export type SessionUser = z.infer<typeof sessionUser>

export const signedIn = z.object({ user: sessionUser, csrf_token: z.string() })

/** Whether an owner still has to be created. */
export const setupState = z.object({ needed: z.boolean() })
