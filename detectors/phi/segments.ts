/** The fields that are asked for stand near the beginning of their segment. */
const REACH = 256
const VALUE = /"value"\s{0,4}:\s{0,4}"$/
/** The same in XML, and the identifier of a patient in HL7 version 3. */
const XML_VALUE =
  /<code value="([A-Z]{2,6})"\/>(?:(?!<identifier)[^\0]){0,120}<value value="$|<(?:patientRole>\s{0,20}<id|patientId)\b[^<>]{0,80}\bextension="$/
const CODED = /"code"\s{0,4}:\s{0,4}"([A-Z]{2,6})"[^{]{0,80}$/

/**
 * Names the field that begins at a position: of a segment of HL7, `PID-3`, of one of X12, `DMG-2`, or of an identifier in
 * FHIR or HL7 version 3 that says what it is, `MR`. Null where it is none of these.
 */
export function fieldAt(text: string, at: number): string | null {
  const before = text[at - 1]
  if (before === '|' || before === '*') return segmentField(text, at, before)
  if (before !== '"') return null
  if (text[at - 2] === '=') return xmlField(text, at)
  const value = VALUE.exec(text.slice(Math.max(0, at - 17), at))?.[0]
  if (value === undefined) return null
  const end = at - value.length
  return CODED.exec(text.slice(Math.max(0, end - 120), end))?.[1] ?? null
}

function xmlField(text: string, at: number): string | null {
  const match = XML_VALUE.exec(text.slice(Math.max(0, at - REACH), at))
  return match === null ? null : (match[1] ?? 'MR')
}

function segmentField(text: string, at: number, separator: '|' | '*'): string | null {
  const floor = Math.max(0, at - REACH)
  const sign = separator.charCodeAt(0)
  let fields = 0
  let start = at
  while (start > floor && !isEnd(text.charCodeAt(start - 1))) if (text.charCodeAt(--start) === sign) fields++
  const name = /^\s{0,8}([A-Z][A-Z0-9]{1,2})([|*])/.exec(text.slice(start, start + 12))
  return name?.[2] === separator ? `${name[1]}-${fields}` : null
}

/** Segments end with a line or, in X12, with a tilde. */
function isEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 126
}
