import { z } from 'zod'
import { isDecimal } from '../../analytics/pricing/money.ts'

/** A count of tokens, calls or the like. */
export const count = z.int().min(0)

/** A count that a vendor may leave out or null; always a number here. */
export const optionalCount = count.nullish().transform((value) => value ?? 0)

/** An id or a name that a vendor may leave out or null; always null here. */
export const ref = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

/** An amount of money as vendors write it: a JSON number or a numeric string, of either sign. */
export const amount = z.union([z.number(), z.string()]).refine(isDecimal)

/** A count that a vendor writes as a number in one place and as a text in another. */
export const looseCount = z.union([
  count,
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])
