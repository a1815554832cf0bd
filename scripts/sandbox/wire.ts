/** A request as a vendor sees it; `path` begins behind the vendor's prefix. */
export type WireRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  /** The body as text, '' when there is none. */
  readonly body: string
  readonly nowMs: number
}

/** An answer before any fault is put upon it. With a content type of its own, `body` is a text that goes out as it is. */
export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/**
 * What a vendor itself holds to be true of a span of time, as of `nowMs`: what a collector must end up with. Units:
 * tokens; `costsNano` billionths of one unit per currency. `requests` is null when the vendor does not count calls.
 */
export type VendorLedger = {
  readonly requests: number | null
  readonly tokensIn: number
  readonly tokensOut: number
  readonly tokensCached: number
  readonly costsNano: Readonly<Record<string, bigint>>
  /** What it charges for the calls that it reports one by one. Units: billionths of a dollar. */
  readonly chargedNano?: bigint
}

/** A credential that works, as a person would enter it. */
export type SandboxCredential = {
  readonly kind: string
  readonly secret: string
  readonly serviceAccount?: string
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * A vendor: how it answers, the words in which it refuses, and what stands around it. `id` is the product's id of the
 * vendor and the first part of its paths.
 */
export type Vendor = {
  readonly id: string
  answer(request: WireRequest): Reply
  /** The vendor's body for an error that did not come from the request. */
  fault(status: number): Reply
  /** The variables that point the product at the sandbox, by name; `url` ends in the vendor's id. */
  variables(url: string): Readonly<Record<string, string>>
  /** Credentials that a customer would connect; the first is the demo company's. */
  credentials(url: string): readonly [SandboxCredential, ...SandboxCredential[]]
  /**
   * Days are whole and in UTC. Figures are what one kind of credential can see, by default the first. Null for a vendor
   * that reports no figures.
   */
  readonly ledger: ((fromMs: number, toMs: number, nowMs: number, kind?: string) => VendorLedger) | null
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
