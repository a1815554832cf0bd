const counts = new Uint32Array(128)
/** What so many of one character take off, for as many as most values have. */
const KNOWN = Float64Array.from({ length: 64 }, (_, count) => (count === 0 ? 0 : count * Math.log2(count)))

/** How much a character of the text tells on average; characters beyond ASCII count as one. Units: bits. */
export function entropyOf(text: string): number {
  counts.fill(0)
  for (let i = 0; i < text.length; i++) {
    const at = Math.min(text.charCodeAt(i), 127)
    counts[at] = (counts[at] as number) + 1
  }
  let sum = 0
  for (let at = 0; at < 128; at++) {
    const count = counts[at] as number
    if (count > 1) sum += KNOWN[count] ?? count * Math.log2(count)
  }
  return text.length === 0 ? 0 : Math.log2(text.length) - sum / text.length
}
