import { detectors, type Finding } from '../../detectors/index.ts'
import type { DetectionProfile } from '../detection.ts'
import { inspect } from '../inspect.ts'
import { linesOf, lineText } from './lines.ts'

const valueCharsMax = 256
const redacted = '[REDACTED]'
const uninspected = '[UNINSPECTED]'
/** What speaks of an attack is evidence and no data: it stays readable, as in excerpts. */
const attacks = new Set(detectors.flatMap(({ code, dataType }) => (dataType === 'security' ? [code] : [])))

/**
 * A bounded JSON value as it may be stored: a text or long number in which anything was found gives way as a whole, since
 * half a category is none, and all do when they could not be inspected to their end. Names are taken for texts as well.
 */
export function readable(value: unknown, looking: { detection: DetectionProfile; nowMs: number }): unknown {
  const lines = [...linesOf(value), ...namesIn(value).map((text) => ({ text, name: '' }))]
  if (lines.length === 0) return value
  const starts: number[] = []
  let text = ''
  for (const line of lines) {
    const whole = lineText(line)
    starts.push(text.length + whole.length - line.text.length)
    text += `${whole}\n`
  }
  const { found, reasons } = inspect([{ origin: 'user', text }], looking)
  const put = new Map<string, string>()
  for (const [index, line] of lines.entries()) {
    const start = starts[index] ?? 0
    const isHit = found.some(
      (finding) => !attacks.has(finding.code) && overlaps(finding, start, start + line.text.length),
    )
    if (reasons.length > 0) put.set(line.text, uninspected)
    else if (isHit) put.set(line.text, redacted)
  }
  return replaced(value, put)
}

const overlaps = ({ start, end }: Finding, from: number, to: number): boolean => start < to && end > from

/** Names of fields, but for those that are words of an ordinary program. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => [
    ...(/^[a-z_]+\d{0,3}$/i.test(name) ? [] : [name]),
    ...namesIn(each),
  ])
}

function replaced(value: unknown, put: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => replaced(each, put))
  if (typeof value === 'string') return put.get(value) ?? value.slice(0, valueCharsMax).toWellFormed()
  if (typeof value === 'number') return put.get(String(value)) ?? value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [put.get(name) ?? name, replaced(each, put)]),
  )
}
