import { z } from 'zod'
import { isDecimal } from '../../analytics/pricing/money.ts'

/** A count of tokens, calls or the like. */
export const count = z.int().min(0)

/** A count that a vendor may leave out or null; always a number here. */
export const optionalCount = count.nullish().transform((value) => value ?? 0)

/** An id or a name that a vendor may leave out, null or leave empty; always null here. */
export const ref = z
  .string()
  .nullish()
  .transform((value) => value || null)

/** An id or a name without which there is nothing to speak of. */
export const nonEmpty = z.string().min(1)

/** The three letters of a currency, in whatever case. */
export const currencyCode = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toUpperCase())

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
