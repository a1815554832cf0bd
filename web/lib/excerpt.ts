type Span = { readonly start: number; readonly end: number }

export type ExcerptPart<Finding extends Span> = {
  readonly text: string
  readonly findings: readonly Finding[]
}

/**
 * Cuts an excerpt where findings begin and end, so that each part is inside the same findings throughout.
 * Spans that point outside of the text are cut to it. The parts joined are the text again.
 */
export function excerptParts<Finding extends Span>(
  text: string,
  findings: readonly Finding[],
): ExcerptPart<Finding>[] {
  const edges = new Set([0, text.length])
  for (const { start, end } of findings) {
    edges.add(Math.min(start, text.length))
    edges.add(Math.min(end, text.length))
  }
  const ordered = [...edges].sort((a, b) => a - b)
  return ordered.slice(1).flatMap((end, index) => {
    const start = ordered[index] ?? 0
    const inside = findings.filter((finding) => finding.start < end && finding.end > start)
    return { text: text.slice(start, end), findings: inside }
  })
}
