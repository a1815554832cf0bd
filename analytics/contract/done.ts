import { z } from 'zod'

/** The answer of an action that has nothing more to say: `{[what]: true}`. */
export const done = <What extends string>(what: What) =>
  z.object({ [what]: z.literal(true) } as Record<What, z.ZodLiteral<true>>)
