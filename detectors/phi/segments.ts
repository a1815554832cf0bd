const REACH = 600

/**
 * Names the field that begins at a position: of a segment of HL7, `PID-3`, of one of X12, `DMG-2`, or of an identifier in
 * FHIR that says what it is, `MR`. Null where it is none of these.
 */
export function fieldAt(text: string, at: number): string | null {
  const before = text[at - 1]
  if (before === '|' || before === '*') return segmentField(text, at, before)
  if (before !== '"') return null
  const coded = /"code"\s{0,4}:\s{0,4}"([A-Z]{2,6})"[^{]{0,80}"value"\s{0,4}:\s{0,4}"$/.exec(
    text.slice(Math.max(0, at - 160), at),
  )
  return coded?.[1] ?? null
}

function segmentField(text: string, at: number, separator: '|' | '*'): string | null {
  const floor = Math.max(0, at - REACH)
  let start = at
  while (start > floor && !isEnd(text[start - 1])) start--
  const head = text.slice(start, at).trimStart()
  const name = /^[A-Z][A-Z0-9]{1,2}(?=[|*])/.exec(head)?.[0]
  if (name === undefined || head[name.length] !== separator) return null
  return `${name}-${head.split(separator).length - 1}`
}

/** Segments end with a line or, in X12, with a tilde. */
function isEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r' || character === '~'
}
