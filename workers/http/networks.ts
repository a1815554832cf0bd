/** An address or a range of them. Units: `bits` of the prefix that count; `value` the whole address as a number. */
export type Network = { version: 4 | 6; value: bigint; bits: number }

const length = { 4: 32, 6: 128 } as const
const mappedPrefix = 0xffffn

/** An address out of text, with or without a port; null for anything else. An IPv4 address inside IPv6 is IPv4. */
export function parseAddress(text: string): Network | null {
  const trimmed = text.trim()
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/.exec(trimmed)?.[1]
  if (v4 !== undefined) return v4Of(v4)
  const inner = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(trimmed)?.[1] ?? trimmed
  return inner.includes(':') ? v6Of(inner) : null
}

/** Addresses and CIDR ranges, separated by commas; null when one of them is neither. */
export function parseNetworks(setting: string): Network[] | null {
  const found: Network[] = []
  for (const entry of setting.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const network = parseNetwork(entry)
    if (network === null) return null
    found.push(network)
  }
  return found
}

/** One address or CIDR range; null when it is neither. Bits beyond the prefix do not count. */
export function parseNetwork(text: string): Network | null {
  const [, head = '', prefix] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? []
  const address = parseAddress(head)
  if (address === null || prefix === undefined) return address
  const bits = Number(prefix)
  return bits > length[address.version] ? null : { ...address, bits }
}

/** Whether an address lies in one of the networks. */
export function isWithin(address: Network, networks: readonly Network[]): boolean {
  return networks.some(({ version, value, bits }) => {
    if (version !== address.version) return false
    const shift = BigInt(length[version] - bits)
    return address.value >> shift === value >> shift
  })
}

/** The one spelling of an address: dotted IPv4, or IPv6 as eight hexadecimal groups. */
export function addressText({ version, value }: Network): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.')
  return Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - at * 16)) & 0xffffn).toString(16)).join(
    ':',
  )
}

/** What a limit counts as one caller: an IPv4 address, or the /64 that one IPv6 subscriber is given. */
export function addressBlock(text: string): string {
  const address = parseAddress(text)
  if (address?.version !== 6) return text
  return `${addressText({ ...address, value: (address.value >> 64n) << 64n })}/64`
}

function v4Of(text: string): Network | null {
  const parts = text.split('.').map(Number)
  if (parts.some((part) => part > 255)) return null
  return { version: 4, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 }
}

/** URL parsing knows every spelling of IPv6 and prints one. */
function v6Of(text: string): Network | null {
  if (!/^[\da-fA-F:.]+$/.test(text)) return null
  const url = URL.parse(`http://[${text}]/`)
  if (url === null) return null
  const [head = '', tail] = url.hostname.slice(1, -1).split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0')
  const value = [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
  if (value >> 32n === mappedPrefix) return { version: 4, value: value & 0xffffffffn, bits: 32 }
  return { version: 6, value, bits: 128 }
}
