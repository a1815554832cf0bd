import { addressText, isWithin, type Network, parseAddress, parseNetworks } from './networks.ts'

/** Where a request comes from when the platform does not tell. */
const unknownAddress = 'unknown'

const parsed = new Map<string, readonly Network[]>()

/** Errors: throws for a setting that cannot be read, since guessing would trust the wrong hop. */
function trustedProxies(setting: string): readonly Network[] {
  let networks = parsed.get(setting)
  if (networks === undefined) {
    const read = parseNetworks(setting)
    if (read === null) throw new Error('TRUSTED_PROXIES holds something that is no address and no CIDR range')
    networks = read
    parsed.set(setting, networks)
  }
  return networks
}

/**
 * The address of whoever sends a request, in one spelling.
 *
 * It is the platform's word: `CF-Connecting-IP`, which Cloudflare always sets itself and the embedded instance takes
 * from the socket. `X-Forwarded-For` counts only when that is one of `TRUSTED_PROXIES`; then it is read from the
 * right, and the first hop that is not one of them is the caller. What stands further left anyone could have written.
 */
export function clientAddress(request: Request, env: { TRUSTED_PROXIES?: string }): string {
  const peer = parseAddress(request.headers.get('cf-connecting-ip') ?? '')
  if (peer === null) return unknownAddress
  const proxies = trustedProxies(env.TRUSTED_PROXIES ?? '')
  if (!isWithin(peer, proxies)) return addressText(peer)
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').reverse()
  let nearest = peer
  for (const hop of hops) {
    const address = parseAddress(hop)
    if (address === null) return addressText(nearest)
    if (!isWithin(address, proxies)) return addressText(address)
    nearest = address
  }
  return addressText(nearest)
}
