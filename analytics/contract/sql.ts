import { z } from 'zod'
import { done } from './done.ts'
import { page, pageQuery } from './paging.ts'

/** How results are written. */
export const sqlFormats = ['json', 'jsonl', 'csv', 'tsv', 'parquet', 'arrow'] as const
export type SqlFormat = (typeof sqlFormats)[number]

const queryText = z.string().min(1).max(64_000)
const scalar = z.union([z.string().max(64_000), z.number(), z.boolean(), z.null()])
const parameters = z.record(z.string().regex(/^\w{1,64}$/), z.union([scalar, z.array(scalar).max(10_000)]))

/**
 * The body of `POST /sql`. Shape: `params` are the values of `{name:Type}`; `limit` cuts a JSON result; `query_id` is the
 * caller's own name for it, by which they can end it.
 */
export const sqlBody = z.strictObject({
  query: queryText,
  params: parameters.default({}),
  format: z.enum(sqlFormats).optional(),
  limit: z.int().min(1).max(100_000).optional(),
  query_id: z
    .string()
    .regex(/^[\w.:-]{1,128}$/)
    .optional(),
})
export type SqlParameter = z.infer<typeof parameters>[string]

/** A JSON result. Shape: `truncated` says that there was more than the limit. */
export type SqlResult = {
  meta: readonly { name: string; type: string }[]
  data: readonly Record<string, unknown>[]
  rows: number
  statistics: { elapsed: number; rows_read: number; bytes_read: number }
  truncated: boolean
}

const schema = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      words: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string(), words: z.string() })),
    }),
  ),
  functions: z.array(z.object({ group: z.string(), names: z.array(z.string()) })),
  examples: z.array(z.object({ title: z.string(), query: z.string() })),
  formats: z.array(z.enum(sqlFormats)),
  limits: z.object({
    seconds: z.int(),
    rows_json: z.int(),
    rows_export: z.int(),
    memory_bytes: z.int(),
    at_once: z.int(),
  }),
})
export type SqlSchema = z.infer<typeof schema>

const savedName = z.string().trim().min(1).max(120)
const savedParameters = z.record(z.string().regex(/^\w{1,64}$/), z.string().max(4_000))

const savedQuery = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  params: z.record(z.string(), z.string()),
  shared: z.boolean(),
  /** Whether it is the caller's, who alone may change it. */
  own: z.boolean(),
  updated_at: z.iso.datetime(),
})
export type SavedQuery = z.infer<typeof savedQuery>

export const sqlEndpoints = {
  'GET /sql/schema': { response: schema },
  'GET /sql/queries': { query: z.strictObject(pageQuery), response: page(savedQuery) },
  'POST /sql/queries': {
    body: z.strictObject({
      name: savedName,
      query: queryText,
      params: savedParameters.default({}),
      shared: z.boolean().default(false),
    }),
    response: savedQuery,
  },
  'PATCH /sql/queries/:id': {
    body: z.strictObject({
      name: savedName.optional(),
      query: queryText.optional(),
      params: savedParameters.optional(),
      shared: z.boolean().optional(),
    }),
    response: savedQuery,
  },
  /** Ends what the caller runs under a `query_id`. */
  'DELETE /sql/running/:id': { response: z.object({ ended: z.int() }) },
  'DELETE /sql/queries/:id': { response: done('removed') },
} as const
