import { z } from 'zod'

const pageLimitDefault = 50
const limit = z.coerce.number().int().min(1).max(200)
const cursor = z.string().max(512).optional()

/** Query parameters that every list takes. */
export const pageQuery = { limit: limit.default(pageLimitDefault), cursor }

/** The same of lists that are short by nature: they are answered whole to those who name no limit. */
export const wholeQuery = { limit: limit.optional(), cursor }

/** `{items, next_cursor}`: the answer of every list; a null cursor ends it. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}
