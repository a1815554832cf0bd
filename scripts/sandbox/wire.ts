/** A request as a vendor sees it; `path` begins behind the vendor's prefix. */
export type WireRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly nowMs: number
}

/** An answer before any fault is put upon it. */
export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A vendor: how it answers, and the words in which it refuses. */
export type Vendor = {
  answer(request: WireRequest): Reply
  /** The vendor's body for an error that did not come from the request. */
  fault(status: number): Reply
}

/** Thrown where a request cannot be answered; the vendor turns it into a reply of its own shape. */
export class Refusal extends Error {
  readonly status: number
  readonly param: string | null

  constructor(status: number, message: string, param: string | null = null) {
    super(message)
    this.status = status
    this.param = param
  }
}

/**
 * The values of a list parameter in each encoding clients send: `name[]=a&name[]=b`, `name=a&name=b`,
 * `name=a,b`. Null when it is absent.
 */
export function listParam(query: URLSearchParams, name: string): readonly string[] | null {
  const values = [...query.getAll(`${name}[]`), ...query.getAll(name)].flatMap((value) => value.split(','))
  const given = values.map((value) => value.trim()).filter((value) => value !== '')
  return given.length > 0 ? given : null
}

/** A list parameter of which every value must be one of `allowed`. Errors: Refusal 400. */
export function choiceParam(
  query: URLSearchParams,
  name: string,
  allowed: readonly string[],
): readonly string[] {
  const values = listParam(query, name) ?? []
  for (const value of values) {
    if (!allowed.includes(value)) {
      throw new Refusal(400, `Invalid value: '${value}'. Supported values are: ${allowed.join(', ')}.`, name)
    }
  }
  return [...new Set(values)]
}

/** A whole number from `min` to `max`, or the default when absent. Errors: Refusal 400. */
export function intParam(
  query: URLSearchParams,
  name: string,
  { min, max, otherwise }: { min: number; max: number; otherwise: number },
): number {
  const text = query.get(name)
  if (text === null) return otherwise
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw new Refusal(
      400,
      `Invalid '${name}': expected an integer from ${min} to ${max}, got '${text}'.`,
      name,
    )
  }
  return value
}

/**
 * The part of a list after the item whose id is `after`. Errors: Refusal 400 for an id that is not in the
 * list.
 */
export function after<T extends { readonly id: string }>(
  items: readonly T[],
  id: string | null,
  name: string,
): readonly T[] {
  if (id === null) return items
  const at = items.findIndex((item) => item.id === id)
  if (at < 0) throw new Refusal(400, `Invalid '${name}': no such object '${id}'.`, name)
  return items.slice(at + 1)
}
