import { DrizzleQueryError } from 'drizzle-orm'

/**
 * What of an error may stand in a log. A failed query says its text and why, and never the values in it, which are
 * people's data and sealed secrets.
 */
export function errorText(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${error.query}: ${errorText(error.cause)}`
  return error instanceof Error ? error.message : String(error)
}

/** The same with where it happened. */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return errorText(error)
  const { name, message, stack = '' } = error
  const frames = stack.slice(stack.indexOf(message) + message.length)
  return `${name}: ${errorText(error)}${frames}`
}
