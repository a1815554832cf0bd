import { priceUsage } from '../../analytics/pricing/price.ts'
import type { Env } from '../environment.ts'
import type { Secret } from '../vault/secret.ts'
import { withoutSecrets } from './hidden-secrets.ts'
import { type PrivateHosts, privateHosts } from './host-guard.ts'
import { onceMemory } from './once.ts'
import { jsonFetcher, type OutboundBase, outbound, type Send } from './outbound.ts'
import { type Api, isOfCustomer, type Vendor, type VendorContext } from './vendor.ts'

/** What a credential brings to a call, its secrets already open. */
export type OpenCredential = {
  kind: string
  secret: Secret
  serviceAccount: Secret | null
  settings: Readonly<Record<string, string>>
  accountRef: string
}

/** What a run puts around its calls: `attempted` is told of each one on the wire, `around` changes how it is made. */
export type Wire = { attempted: () => void; around: (send: Send) => Send }

const bareWire: Wire = { attempted: () => undefined, around: (send) => send }

/** The context of one run, or of one trial of a credential. Errors: throws when an address lacks a setting. */
export function vendorContext(
  env: Env,
  vendor: Vendor,
  credential: OpenCredential,
  wire: Wire = bareWire,
): VendorContext {
  const bases = basesOf(env, vendor, credential.settings)
  const bare = outbound({
    bases: [...bases.values()],
    ...(vendor.downloadHosts ? { downloadHosts: vendor.downloadHosts } : {}),
    fetch: (url, init) => {
      wire.attempted()
      return fetch(url, init)
    },
    nowMs: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
  })
  const send = wire.around(withoutSecrets(bare, credential))
  return {
    ...credential,
    base(api) {
      const base = bases.get(api)
      if (!base) throw new RangeError(`${vendor.id} declares no API "${api}"`)
      return base.url
    },
    send,
    fetchJson: jsonFetcher(send),
    once: onceMemory(),
    nowMs: Date.now(),
    price: priceUsage,
  }
}

/** The addresses of a vendor's APIs for one credential, by name. Errors: throws when one lacks a setting. */
export function basesOf(
  env: Env,
  vendor: Pick<Vendor, 'apis'>,
  settings: Readonly<Record<string, string>>,
): Map<string, OutboundBase> {
  return new Map(Object.entries(vendor.apis).map(([name, api]) => [name, baseOf(env, api, settings)]))
}

/** What may stand inside the host of a vendor's address. */
const hostPart = /^[a-z0-9-]{1,63}$/i

/**
 * An address with the credential's settings in it; configuration may name a mirror. What a customer named is called
 * with the customer's guard: private hosts only where the operator lists them for that.
 */
function baseOf(env: Env, api: Api, settings: Readonly<Record<string, string>>): OutboundBase {
  const configured = (env as unknown as Record<string, unknown>)[api.env]
  const isMirror = typeof configured === 'string' && configured !== ''
  const template = isMirror ? configured : api.default
  const url = template.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = settings[name] ?? ''
    if (!isOfCustomer(api) && !hostPart.test(value))
      throw new RangeError(`the setting "${name}" fits no host`)
    return value
  })
  return { url, privateHosts: hostsFor(env, isOfCustomer(api) && !isMirror) }
}

function hostsFor(env: Env, ofCustomer: boolean): PrivateHosts {
  return privateHosts(ofCustomer ? env.AEGISFLOW_ALLOW_CUSTOMER_HOSTS : env.AEGISFLOW_ALLOW_PRIVATE_HOSTS)
}
