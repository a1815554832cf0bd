/** What a cell can hold; nothing is an empty cell. */
type CsvValue = string | number | boolean | null | undefined

/** One line of a table. Source: RFC 4180. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(',')}\r\n`

/**
 * A text that a spreadsheet would take for a formula is led by an apostrophe; a number is none, even as a text.
 * Source: OWASP, CSV injection.
 */
export function csvCell(value: CsvValue): string {
  const text = value === null || value === undefined ? '' : String(value)
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
