const counts = new Uint32Array(128)

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
    if (count > 1) sum += count * Math.log2(count)
  }
  return text.length === 0 ? 0 : Math.log2(text.length) - sum / text.length
}
