import { z } from 'zod'
import { displayName } from './accounts.ts'
import { page, pageQuery } from './paging.ts'
import { permission } from './permissions.ts'

const rateLimit = z.strictObject({
  requests: z.number().int().min(1).max(1_000_000),
  window_s: z.number().int().min(1).max(3600),
})

const apiKey = z.object({
  key_id: z.string(),
  name: z.string(),
  /** What the key begins with; the secret itself is never shown again. */
  prefix: z.string(),
  scopes: z.array(permission),
  workspace_id: z.string().nullable(),
  project_id: z.string().nullable(),
  addresses: z.array(z.string()),
  rate_limit: rateLimit,
  status: z.enum(['active', 'expired', 'revoked']),
  created_by: z.string(),
  created_at: z.string(),
  rotated_at: z.string().nullable(),
  /** The secret before the last rotation works until then. */
  previous_until: z.string().nullable(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  requests: z.number(),
})
export type ApiKeyItem = z.infer<typeof apiKey>

/** The one answer that holds a secret. */
const shownOnce = apiKey.extend({ api_key: z.string() })

const id = z.string().min(1).max(128)
const changeable = {
  name: displayName,
  scopes: z.array(permission).min(1).max(64),
  /** Addresses or CIDR ranges; empty: from anywhere. */
  addresses: z.array(z.string().min(2).max(64)).max(50),
  rate_limit: rateLimit,
}

/** Machine callers and what they may use up. */
export const apiKeyEndpoints = {
  'GET /api-keys': { query: z.strictObject(pageQuery), response: page(apiKey) },
  'POST /api-keys': {
    body: z.strictObject({
      name: changeable.name,
      scopes: changeable.scopes,
      addresses: changeable.addresses.default([]),
      rate_limit: rateLimit.optional(),
      workspace_id: id.optional(),
      project_id: id.optional(),
      expires_at: z.iso.datetime({ offset: true }).optional(),
    }),
    response: shownOnce,
  },
  'GET /api-keys/:id': { response: apiKey },
  'PATCH /api-keys/:id': {
    body: z.strictObject(changeable).partial(),
    response: apiKey,
  },
  /** `grace_s`: how long the secret before goes on working. */
  'POST /api-keys/:id/rotate': {
    body: z.strictObject({
      grace_s: z
        .number()
        .int()
        .min(0)
        .max(7 * 86_400)
        .default(0),
    }),
    response: shownOnce,
  },
  'DELETE /api-keys/:id': { response: z.object({ revoked: z.literal(true) }) },
} as const
