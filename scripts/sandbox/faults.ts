/** What a vendor can be made to do instead of answering. */
export type Fault =
  | { readonly mode: 'ok' }
  /** 429; `retryAfter` says how the wait is told. Units: `seconds` of that wait. */
  | {
      readonly mode: 'rate_limited'
      readonly retryAfter?: 'none' | 'seconds' | 'http_date'
      readonly seconds?: number
    }
  | { readonly mode: 'slow'; readonly ms: number }
  | { readonly mode: 'failing'; readonly status?: 500 | 503 | 529 }
  | { readonly mode: 'broken_json' | 'hang' | 'truncated' | 'unauthorized' | 'forbidden' }

/**
 * A fault for a vendor: how often before all is well again (default: until told otherwise), and on which
 * paths.
 */
export type FaultOrder = Fault & {
  /** The vendor's id. */
  readonly vendor: string
  readonly times?: number
  /** Only requests whose path holds this text. */
  readonly path?: string
}

const faultModes: readonly Fault['mode'][] = [
  'ok',
  'rate_limited',
  'slow',
  'failing',
  'broken_json',
  'hang',
  'truncated',
  'unauthorized',
  'forbidden',
]

/** The faults in force. */
type Faults = {
  order(order: FaultOrder): void
  /** The fault for this request, if any; each taking uses up one of its times. */
  take(vendor: string, path: string): Fault
}

/** A board of faults with none in force. */
export function faultBoard(): Faults {
  const orders = new Map<string, { order: FaultOrder; left: number }>()
  return {
    order(order) {
      orders.set(order.vendor, { order, left: order.times ?? Infinity })
    },
    take(vendor, path) {
      const entry = orders.get(vendor)
      if (!entry || entry.left <= 0 || !path.includes(entry.order.path ?? '')) return { mode: 'ok' }
      entry.left--
      return entry.order
    },
  }
}

/** An order as it came over the wire, or what is wrong with it. */
export function parseFaultOrder(value: unknown, vendors: readonly string[]): FaultOrder | string {
  if (typeof value !== 'object' || value === null) return 'an object is needed'
  const given: Partial<
    Record<'vendor' | 'mode' | 'times' | 'seconds' | 'ms' | 'status' | 'retryAfter' | 'path', unknown>
  > = value
  const isCount = (item: unknown) => item === undefined || (Number.isInteger(item) && Number(item) >= 0)
  const isOneOf = (item: unknown, allowed: readonly unknown[]) => item === undefined || allowed.includes(item)
  if (typeof given.vendor !== 'string' || !vendors.includes(given.vendor))
    return `vendor: one of ${vendors.join(', ')}`
  if (!faultModes.some((mode) => mode === given.mode)) return `mode: one of ${faultModes.join(', ')}`
  if (![given.times, given.seconds, given.ms].every(isCount)) return 'times, seconds and ms: whole numbers'
  if (given.mode === 'slow' && given.ms === undefined) return 'slow needs ms'
  if (!isOneOf(given.status, [500, 503, 529])) return 'status: 500, 503 or 529'
  if (!isOneOf(given.retryAfter, ['none', 'seconds', 'http_date']))
    return 'retryAfter: none, seconds or http_date'
  if (given.path !== undefined && typeof given.path !== 'string') return 'path: text'
  return value as FaultOrder
}
