import { priceUsage } from '../../analytics/pricing/price.ts'
import { withoutSecrets } from '../../workers/collector/hidden-secrets.ts'
import { privateHosts } from '../../workers/collector/host-guard.ts'
import { onceMemory } from '../../workers/collector/once.ts'
import { jsonFetcher, outbound } from '../../workers/collector/outbound.ts'
import { isOfCustomer, type Vendor, type VendorContext } from '../../workers/collector/vendor.ts'
import { secret } from '../../workers/vault/secret.ts'

/** A credential in the clear. `kind` is by default the vendor's first, `accountRef` unknown. */
export type TestCredential = {
  kind?: string
  secret: string
  serviceAccount?: string
  settings?: Readonly<Record<string, string>>
  accountRef?: string
}

/** Where a vendor is played: the host, and the address of each API by the variable that names its mirror. */
export type Stage = { host: string; mirrors: Readonly<Record<string, string>> }

/**
 * The context of a credential for a vendor that is played somewhere else, with a clock that stands still and waits that
 * take no time. Errors: throws for an API without a mirror, which would be called where it really is.
 */
export function contextOf(
  vendor: Vendor,
  { host, mirrors }: Stage,
  credential: TestCredential,
  nowMs: number,
): VendorContext {
  const { kind = vendor.credentialKinds[0]?.kind ?? '', settings = {}, accountRef = '' } = credential
  const bases = new Map(
    Object.entries(vendor.apis).map(([name, api]) => {
      const template = mirrors[api.env] ?? (isOfCustomer(api) ? api.default : null)
      if (template === null) throw new RangeError(`${vendor.id} has no mirror of "${name}"`)
      const url = template.replace(/\{(\w+)\}/g, (_placeholder, setting) => settings[setting] ?? '')
      return [name, { url, privateHosts: privateHosts(host) }] as const
    }),
  )
  const open = {
    secret: secret(credential.secret),
    serviceAccount: credential.serviceAccount === undefined ? null : secret(credential.serviceAccount),
  }
  const bare = outbound({
    bases: [...bases.values()],
    ...(vendor.downloadHosts ? { downloadHosts: vendor.downloadHosts } : {}),
    fetch,
    nowMs: () => nowMs,
    sleep: async () => {},
    random: () => 0,
  })
  const send = withoutSecrets(bare, open)
  return {
    kind,
    ...open,
    settings,
    base(api) {
      const base = bases.get(api)
      if (!base) throw new RangeError(`${vendor.id} declares no API "${api}"`)
      return base.url
    },
    accountRef,
    fetchJson: jsonFetcher(send),
    send,
    once: onceMemory(),
    nowMs,
    price: priceUsage,
  }
}
