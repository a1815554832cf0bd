import { z } from 'zod'

const pageLimitDefault = 50
const pageLimitMax = 200

/** Query parameters that every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
  cursor: z.string().max(512).optional(),
}

/** `{items, next_cursor}`: the answer of every list; a null cursor ends it. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}

/** A list that is always answered whole, in the shape of every other. */
export function whole<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: z.null() })
}
