import { z } from 'zod'

/** A number as addresses carry it, where zero means something: JavaScript takes nothing for zero, and it is none. */
export const addressNumber = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((given) => (typeof given === 'string' && given.trim() === '' ? Number.NaN : given), shape)
