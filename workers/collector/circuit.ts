import { fail, type Result } from '../../analytics/result.ts'
import type { BreakerChange, Permission } from '../../durable-objects/breaker-state.ts'
import { breakerName, hostBreakerName } from '../../durable-objects/names.ts'
import type { Answer, OutboundRequest, Send } from './outbound.ts'
import { isVendorDown, type OutboundFailure } from './outbound-failure.ts'
import { type Api, isOfCustomer, type Vendor } from './vendor.ts'

/** The circuit in front of a host. `host` is null where all who use the vendor share it. */
export type Circuit = { objectName: string; vendorId: string; host: string | null }

/** What a circuit is called in notices, the ledger and on pages. */
export const circuitLabel = ({ vendorId, host }: Circuit): string =>
  host === null ? vendorId : `${vendorId} ${host}`

/** Whether each who uses the API has a host of their own: a server of theirs, or a resource named in the address. */
const isOwn = (api: Api): boolean => isOfCustomer(api) || api.default.includes('{')

/**
 * The circuits of a vendor for one organization: one for the vendor's own hosts, which everybody in the region shares,
 * and one per host that the organization named. `urls` are the bases of the vendor's APIs by name.
 */
export function circuitsOf(
  { region, orgId }: { region: string; orgId: string },
  vendor: Pick<Vendor, 'id' | 'apis'>,
  urls: Readonly<Record<string, string>>,
): { all: Circuit[]; of: (url: URL) => Circuit } {
  const shared = { objectName: breakerName(region, vendor.id), vendorId: vendor.id, host: null }
  const bases = Object.entries(vendor.apis)
    .map(([name, api]) => ({ url: URL.parse(urls[name] ?? ''), isOwn: isOwn(api) }))
    .flatMap(({ url, isOwn }) => (url ? [{ url, circuit: isOwn ? ownCircuit(url.host) : shared }] : []))
    .toSorted((a, b) => b.url.href.length - a.url.href.length)
  const all = [...new Map(bases.map(({ circuit }) => [circuit.objectName, circuit])).values()]
  return {
    all: all.length === 0 ? [shared] : all,
    of: (url) =>
      bases.find((base) => base.url.origin === url.origin && url.href.startsWith(base.url.href))?.circuit ??
      bases.find((base) => base.url.origin === url.origin)?.circuit ??
      shared,
  }

  function ownCircuit(host: string): Circuit {
    return { objectName: hostBreakerName(region, orgId, host), vendorId: vendor.id, host }
  }
}

export type Breakers = {
  permit: (circuit: Circuit) => Promise<Permission>
  record: (circuit: Circuit, outcome: 'success' | 'failure') => Promise<BreakerChange | null>
  /** Told of each change, before the call goes on. */
  changed: (circuit: Circuit, change: BreakerChange) => Promise<void>
  nowMs: () => number
}

/** How long a permit of a closed circuit holds, so that the calls of one page ask once. */
const permitMs = 5_000

/**
 * Calls through the circuit of their host. Of a closed circuit only failures are reported, and of a trial its end:
 * nothing else changes it.
 */
export function throughCircuits(send: Send, circuitOf: (url: URL) => Circuit, breakers: Breakers): Send {
  const { permit, record, changed, nowMs } = breakers
  const permittedUntilMs = new Map<string, number>()

  return async (request) => {
    const circuit = circuitOf(request.url)
    const asked = await mayCall(circuit)
    if (!asked.allowed)
      return fail({ tag: 'circuit_open', retryAfterMs: Math.max(0, (asked.retryAtMs ?? 0) - nowMs()) })
    return told(circuit, asked.isTrial, request)
  }

  async function mayCall(circuit: Circuit): Promise<Pick<Permission, 'allowed' | 'retryAtMs' | 'isTrial'>> {
    if (nowMs() < (permittedUntilMs.get(circuit.objectName) ?? 0))
      return { allowed: true, retryAtMs: null, isTrial: false }
    const permission = await permit(circuit)
    if (permission.change) await changed(circuit, permission.change)
    if (permission.allowed && !permission.isTrial)
      permittedUntilMs.set(circuit.objectName, nowMs() + permitMs)
    return permission
  }

  async function told(
    circuit: Circuit,
    isTrial: boolean,
    request: OutboundRequest,
  ): Promise<Result<Answer, OutboundFailure>> {
    const answer = await send(request)
    const isDown = !answer.ok && isVendorDown(answer.failure)
    if (!isDown && !isTrial) return answer
    permittedUntilMs.delete(circuit.objectName)
    const change = await record(circuit, isDown ? 'failure' : 'success')
    if (change) await changed(circuit, change)
    return answer
  }
}
