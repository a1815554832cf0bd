/** Hosts that may be called although they are private or speak plain http. */
export type PrivateHosts = readonly { hostname: string; port: string | null }[]

const refusedNames = ['localhost', 'local', 'internal', 'lan', 'home.arpa', 'test', 'invalid', 'onion', 'alt']

/** Public names below which everything is the caller's own machine, or is one address now and another a moment later. */
const loopbackNames = [
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'local.gd',
  'localho.st',
  'rbndr.us',
]

/** Public names below which a name is whatever address it spells: `app-10-0-0-1.nip.io` is 10.0.0.1. */
const spellingNames = ['nip.io', 'sslip.io', 'xip.io', 'traefik.me']

/** IPv4 networks that are not the public internet. Source: IANA special-purpose registry. */
const refusedV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** IPv6 networks inside `2000::/3` that are not the public internet; everything outside it is refused anyway. */
const refusedV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** The setting `AEGISFLOW_ALLOW_PRIVATE_HOSTS`: `host` or `host:port`, separated by commas; others are ignored. */
export function privateHosts(setting: string): PrivateHosts {
  return setting.split(',').flatMap((entry) => {
    const text = entry.trim()
    const url = URL.parse(`http://${text}`)
    if (!text || !url || url.pathname !== '/' || url.username || url.search || url.hash) return []
    const named = /:(\d+)$/.exec(text)?.[1]
    return [{ hostname: bare(url.hostname), port: named ?? null }]
  })
}

/**
 * Why an address must not be called, or null. Names are judged as written: what they resolve to is not known here, but
 * of names that are known to resolve to the address that they spell.
 */
export function refusal(url: URL, allowed: PrivateHosts): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only http and https are called'
  if (url.username || url.password) return 'an address must not hold credentials'
  const hostname = bare(url.hostname)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (allowed.some((host) => host.hostname === hostname && (host.port === null || host.port === port)))
    return null
  if (url.protocol !== 'https:') return 'plain http'
  return isPublic(hostname) ? null : 'a private or reserved host'
}

/** URL parsing has already brought decimal, octal, hexadecimal and shortened IPv4 to four decimal parts. */
function isPublic(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicV6(groupsOf(hostname.slice(1, -1)))
  if (/^\d+(?:\.\d+){3}$/.test(hostname)) return isPublicV4(hostname)
  if (!hostname.includes('.')) return false
  if ([...refusedNames, ...loopbackNames].some((name) => isBelow(hostname, name))) return false
  const spelling = spellingNames.find((name) => isBelow(hostname, name))
  return spelling === undefined || spellsPublic(hostname.slice(0, -spelling.length))
}

const isBelow = (hostname: string, name: string): boolean =>
  hostname === name || hostname.endsWith(`.${name}`)

/** Eight hexadecimal digits, or an IPv6 address with dashes: other ways to spell an address, which nobody needs. */
const spelledOtherwise = /--|(?<![0-9a-z])[0-9a-f]{8}(?![0-9a-z])|(?:[0-9a-f]{1,4}-){7}/

/** Whether the labels before such a name spell public IPv4 addresses in decimal numbers, and nothing else. */
function spellsPublic(labels: string): boolean {
  const spelled = [
    ...labels.matchAll(/(?<!\d)(?=(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?!\d))/g),
  ].map(([, ...numbers]) => numbers.map(Number).join('.'))
  return spelled.length > 0 && spelled.every(isPublicV4) && !spelledOtherwise.test(labels)
}

const isPublicV4 = (address: string): boolean => !refusedV4.some(([net, bits]) => within(address, net, bits))

function within(address: string, net: string, bits: number): boolean {
  return v4Number(address) >>> (32 - bits) === v4Number(net) >>> (32 - bits)
}

function v4Number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function isPublicV6(address: bigint): boolean {
  if (address >> 125n !== 1n) return false
  return !refusedV6.some(([net, bits]) => {
    const shift = BigInt(128 - bits)
    return address >> shift === groupsOf(net) >> shift
  })
}

/** The 128 bits of an IPv6 address as URL parsing prints it: hexadecimal groups, at most one `::`. */
function groupsOf(address: string): bigint {
  const [head = '', tail] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}

function bare(hostname: string): string {
  return hostname.replace(/\.$/, '')
}
