import { z } from 'zod'

/** The one shape of every refusal. Source: RFC 9457, with `error` as the product's own member. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.object({
    code: z.string(),
    message: z.string(),
    request_id: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Of a query: what ClickHouse calls the error, and where in the caller's text it lies, counted from 1. */
    exception: z.object({ code: z.int(), name: z.string() }).optional(),
    position: z.object({ offset: z.int(), line: z.int(), column: z.int() }).nullable().optional(),
  }),
  /** Of a 429: which quotas were used up. */
  'violated-policies': z.array(z.string()).readonly().optional(),
})
export type Problem = z.infer<typeof problemSchema>
