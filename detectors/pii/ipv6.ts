/** The eight 16-bit groups of an IPv6 address, or null when it does not parse. Source: RFC 4291, section 2.2. */
export function parseIpv6(text: string): readonly number[] | null {
  const halves = embedV4(text).split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const written = [...head, ...tail]
  if (written.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null
  const missing = 8 - written.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail]
  return groups.map((group) => Number.parseInt(group, 16))
}

/** Writes a trailing dotted quad as two groups. */
function embedV4(text: string): string {
  return text.replace(/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
    return Math.max(a, b, c, d) > 255 ? '?' : `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
}
