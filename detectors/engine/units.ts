const CHUNK = 8_192

/**
 * The unit at a position of a text; 0 before its start and behind its end. There `charCodeAt` gives NaN, and one read of a
 * table by that makes every later one several times as slow.
 */
export function unitAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0
}

/** A table from UTF-16 unit to UTF-16 unit, in which every unit stands for itself but those that are given. */
export function unitTable(pairs: Iterable<readonly [from: number, to: number]>): Uint16Array {
  const table = Uint16Array.from({ length: 65_536 }, (_, code) => code)
  for (const [from, to] of pairs) table[from] = to
  return table
}

/** Replaces each unit of a text by what a table has for it; positions stay. */
export function translate(text: string, table: Uint16Array): string {
  let translated = ''
  for (let from = 0; from < text.length; from += CHUNK) {
    const units = chunkOf(text.length, from)
    for (let i = 0; i < units.length; i++) units[i] = table[text.charCodeAt(from + i)] as number
    translated += String.fromCharCode(...units)
  }
  return translated
}

/** The text that UTF-16 units spell. */
export function fromUnits(units: Uint16Array): string {
  let text = ''
  for (let from = 0; from < units.length; from += CHUNK) {
    const chunk = chunkOf(units.length, from)
    for (let i = 0; i < chunk.length; i++) chunk[i] = units[from + i] as number
    text += String.fromCharCode(...chunk)
  }
  return text
}

/** Room for the units from a position on: a list, as to spread a typed array takes twice as long. */
function chunkOf(length: number, from: number): number[] {
  return new Array<number>(Math.min(CHUNK, length - from))
}
