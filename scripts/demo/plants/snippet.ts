/** The findings that are planted: the eight everyone is measured on, and secrets. */
export type PlantedCode =
  | 'pii_email'
  | 'pii_ssn'
  | 'pii_credit_card'
  | 'pii_phone'
  | 'pii_ip'
  | 'phi_mrn'
  | 'phi_dob'
  | 'prompt_injection'
  | 'secret_api_key'

/** Where a planted value stands in a text. Units: UTF-16 code units, end exclusive. */
type Span = { readonly code: PlantedCode; readonly start: number; readonly end: number }

/** A text that holds planted values. */
export type Snippet = { readonly text: string; readonly spans: readonly Span[] }

/** Fills each `<code>` of a carrier text with a value and notes where it stands. */
export function plantInto(carrier: string, valueFor: (marker: string) => string): Snippet {
  const spans: Span[] = []
  let text = ''
  let from = 0
  for (const marker of carrier.matchAll(/<(\w+)>/g)) {
    text += carrier.slice(from, marker.index)
    from = marker.index + marker[0].length
    const name = marker[1] ?? ''
    const value = valueFor(name)
    if (isPlantedCode(name)) spans.push({ code: name, start: text.length, end: text.length + value.length })
    text += value
  }
  return { text: text + carrier.slice(from), spans }
}

const plantedCodes: ReadonlySet<string> = new Set<PlantedCode>([
  'pii_email',
  'pii_ssn',
  'pii_credit_card',
  'pii_phone',
  'pii_ip',
  'phi_mrn',
  'phi_dob',
  'prompt_injection',
  'secret_api_key',
])

function isPlantedCode(name: string): name is PlantedCode {
  return plantedCodes.has(name)
}

/** Joins texts, keeping the spans of each where it comes to stand. */
export function joinSnippets(parts: readonly Snippet[], separator: string): Snippet {
  const spans: Span[] = []
  let text = ''
  parts.forEach((part, i) => {
    if (i > 0) text += separator
    const offset = text.length
    spans.push(...part.spans.map((span) => ({ ...span, start: span.start + offset, end: span.end + offset })))
    text += part.text
  })
  return { text, spans }
}
