/** Details of one sealed part that an export shows, with what their digest is checked with. Units: `key` base64. */
export type ShownPart = { subject: string; key: string; text: string }

export type ExportedEntry = { entry: string; details: ShownPart[] }

/** All that is needed to check a range of entries against a signed checkpoint, without us. */
export type ExportHead = {
  vkey: string
  /** The signed note, byte for byte. */
  checkpoint: string
  /** Sequence numbers: `first` inclusive, `end` exclusive. */
  first: number
  end: number
  /** The subtrees beside the range, from left to right, base64. */
  hashes: string[]
}

export type ExportFile = ExportHead & { entries: ExportedEntry[] }

const format = 'aegisflow-audit-export/v1'

/** An export as text: the head, the lines with `entrySeparator` between them, the tail. There is one way to write it. */
export function exportHead({ vkey, checkpoint, first, end, hashes }: ExportHead): string {
  const members = { format, vkey, checkpoint, first, end, hashes }
  const lines = Object.entries(members).map(([name, value]) => `"${name}":${JSON.stringify(value)},\n`)
  return `{\n${lines.join('')}"entries":[\n`
}
export function exportLine({ entry, details }: ExportedEntry): string {
  const parts = details.map(({ subject, key, text }) => ({ subject, key, text }))
  return JSON.stringify({ entry, details: parts })
}
export const entrySeparator = ',\n'
export const exportTail = '\n]}\n'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isListOf = <T>(value: unknown, isOne: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.every(isOne)

const isPart = (value: unknown): value is ShownPart =>
  isRecord(value) && isText(value.subject) && isText(value.key) && isText(value.text)
const isExportedEntry = (value: unknown): value is ExportedEntry =>
  isRecord(value) && isText(value.entry) && isListOf(value.details, isPart)

/**
 * The export in a file; null unless the file is, byte for byte, how an export is written. So nothing can stand in it
 * that this reader passes over and another one shows.
 */
export function parseExport(file: string): ExportFile | null {
  let value: unknown
  try {
    value = JSON.parse(file)
  } catch {
    return null
  }
  if (!isRecord(value)) return null
  const { vkey, checkpoint, first, end, hashes, entries } = value
  if (!isText(vkey) || !isText(checkpoint) || !isCount(first) || !isCount(end)) return null
  if (!isListOf(hashes, isText) || !isListOf(entries, isExportedEntry)) return null
  const found = { vkey, checkpoint, first, end, hashes, entries }
  const written = exportHead(found) + entries.map(exportLine).join(entrySeparator) + exportTail
  return written === file ? found : null
}
