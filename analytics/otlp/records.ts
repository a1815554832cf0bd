/** Attributes of a record by name, as plain values: text, numbers, lists and structures. */
export type Attributes = ReadonlyMap<string, unknown>

export type OtlpEvent = { name: string; attributes: Attributes; body: unknown }

/** A span as it was sent. Ids are hexadecimal in small letters, '' when they are not valid. Units: epoch milliseconds. */
export type OtlpSpan = {
  traceId: string
  spanId: string
  name: string
  kind: number
  startMs: number | null
  endMs: number | null
  isError: boolean
  attributes: Attributes
  events: readonly OtlpEvent[]
  resource: Attributes
}

/** A log record; `traceId` and `spanId` are '' when it belongs to none. Units: epoch milliseconds. */
export type OtlpLog = OtlpEvent & {
  traceId: string
  spanId: string
  atMs: number | null
  resource: Attributes
}

/** The request cannot be read at all. The message is for its sender. */
export class OtlpFault extends Error {}

/** How deep a value may hold others; the readers call themselves. */
export const valueDepthMax = 32
export const tooDeep = () => new OtlpFault(`A value is nested more than ${valueDepthMax} levels deep.`)

/** A structure whose names are only its own. */
export const structure = (entries: Iterable<readonly [string, unknown]>): Record<string, unknown> => {
  const made: Record<string, unknown> = Object.create(null)
  for (const [name, value] of entries) made[name] = value
  return made
}

/** An id that names something: of the right length and not all zeros. */
export const validId = (hex: string, chars: 16 | 32): string =>
  hex.length === chars && /^[\da-f]+$/i.test(hex) && /[^0]/.test(hex) ? hex.toLowerCase() : ''
