import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
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

const clientText = z.string().min(1).max(256)

/** The one answer that holds a secret. */
const shownOnce = apiKey.extend({ api_key: z.string() })

const id = z.string().min(1).max(128)
/** A name that is one line wherever it is written. */
const keyName = displayName.regex(/^\P{Cc}*$/u, 'No control characters')
const addressRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'Not an address or a CIDR range')
const changeable = {
  name: keyName,
  scopes: z.array(permission).min(1).max(64),
  /** Addresses or CIDR ranges; empty: from anywhere. */
  addresses: z.array(addressRange).max(50),
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
  'DELETE /api-keys/:id': { response: done('revoked') },
  'GET /auth/credentials': { response: z.never() },
  /** An API key is a client: its id and secret rotate the secret, and the one before works a little longer. */
  'POST /auth/credentials/refresh': {
    body: z.strictObject({ clientId: clientText, clientSecret: clientText }),
    response: z.object({
      clientId: z.string(),
      clientSecret: z.string(),
      api_key: z.string(),
      previous_until: z.string(),
    }),
  },
} as const
