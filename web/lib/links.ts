type TextPart = { readonly text: string; readonly href: string | null }

const address = /https?:\/\/[^\s<>"']+/g

/** A plain text cut into pieces, of which web addresses are links. A full stop at the end is not part of one. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(/[.,;:!?)]+$/, '')
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null })
    parts.push({ text: href, href })
    end = match.index + href.length
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null })
  return parts
}
