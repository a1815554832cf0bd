import type { Result } from '../../analytics/result.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { VendorContext } from './vendor.ts'

/** A memory for one run; what failed is tried again. */
export function onceMemory(): VendorContext['once'] {
  const known = new Map<string, unknown>()
  return async <Value>(name: string, make: () => Promise<Result<Value, OutboundFailure>>) => {
    if (known.has(name)) return known.get(name) as Result<Value, OutboundFailure>
    const made = await make()
    if (made.ok) known.set(name, made)
    return made
  }
}
