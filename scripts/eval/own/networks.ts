import type { Throws } from './places.ts'

/**
 * The address of a host: of version 4 from the public and the private ranges, of version 6 in full and shortened as
 * hosts write it. Source: RFC 1918, RFC 4291 section 2.2, RFC 5952.
 */
export function ipAddressOf(throws: Throws): string {
  const octet = () => 1 + throws.below(254)
  const group = () => (1 + throws.below(0xffff)).toString(16)
  return throws.pick([
    () => `${throws.pick([23, 46, 81, 93, 109, 151, 185, 212])}.${octet()}.${octet()}.${octet()}`,
    () => `${throws.pick([8, 31, 52, 104, 142, 178])}.${octet()}.${octet()}.${octet()}`,
    () => `10.${octet()}.${octet()}.${octet()}`,
    () => `192.168.${octet()}.${octet()}`,
    () => ['2a02', '8108', group(), group(), group(), group(), group(), group()].join(':'),
    () => `2001:4860:${group()}::${group()}`,
  ])()
}

/** What has the dots or colons of an address and is none: versions, masks, networks, octets past 255, times, chapters. */
export function notAnIpAddress(throws: Throws): string {
  const part = () => throws.below(30)
  return throws.pick([
    () => `The client runs version ${part()}.${part()}.${part()}.${part()} since Monday.`,
    () => `netmask 255.255.${throws.pick(['255.0', '0.0', '252.0', '255.128'])} on the client`,
    () => `route add 10.${part()}.${part()}.0/24 via the office`,
    () => `host ${300 + part()}.${part()}.${part()}.${part()} does not resolve`,
    () => `See section ${1 + part()}.${part()}.${part()}.${part()} of the manual.`,
    () => `OID 1.3.6.1.${part()}.${part()}.${part()} of the agent`,
    () =>
      `The job began at ${10 + throws.below(13)}:${10 + throws.below(49)}:${10 + throws.below(49)} on the server.`,
    () => `ip = ${part()}.${part()}.${part()}.${part()}.${part()} is not a host`,
    () => `let address = net::${throws.pick(['parse', 'bind', 'dead', 'face'])}::from(host)`,
  ])()
}

/** The address of a network card, with any of the three separators in use. Source: IEEE 802, Cisco’s dotted form. */
export function macAddressOf(throws: Throws): string {
  // The first two digits say neither "to a group" nor "made up here".
  const digits = `00${Array.from({ length: 10 }, () => throws.below(16).toString(16)).join('')}`
  const pairs = digits.match(/../g) ?? []
  return throws.pick([
    () => pairs.join(':'),
    () => pairs.join('-').toUpperCase(),
    () => (digits.match(/..../g) ?? []).join('.'),
  ])()
}
