import { appendFile, chmod, open, readFile } from 'node:fs/promises'
import type { Planted } from './prompts.ts'

/**
 * What is planted in one event, written before the event is sent: a line may lack its event, an event never
 * its line.
 */
export type KeyLine = {
  readonly id: string
  readonly index: number
  readonly at: string
  readonly planted: readonly Planted[]
}

const OWNER_ONLY = 0o600
const TAIL_BYTES = 65_536

/** The private answer key of the demo, one JSON line an event. The program under test never reads it. */
export type AnswerKey = {
  append(lines: readonly KeyLine[]): Promise<void>
  /** The last whole line, or null when nothing was written yet. */
  last(): Promise<KeyLine | null>
}

/** Opens the key at `path`, or begins it, readable by its owner alone. */
export async function openAnswerKey(path: string): Promise<AnswerKey> {
  await (await open(path, 'a', OWNER_ONLY)).close()
  await chmod(path, OWNER_ONLY)
  await endTornLine(path)
  return {
    append: (lines) => appendFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
    last: async () =>
      (await tailOf(path))
        .split('\n')
        .map(parseLine)
        .findLast((line) => line !== null) ?? null,
  }
}

/** Every whole line of the key at `path`. */
export async function readAnswerKey(path: string): Promise<readonly KeyLine[]> {
  const text = await readFile(path, 'utf8')
  return text.split('\n').flatMap((line) => parseLine(line) ?? [])
}

/** A process that died while writing leaves half a line; the next line must not be glued to it. */
async function endTornLine(path: string): Promise<void> {
  const tail = await tailOf(path)
  if (tail !== '' && !tail.endsWith('\n')) await appendFile(path, '\n')
}

async function tailOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL_BYTES)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8')
  } finally {
    await file.close()
  }
}

function parseLine(text: string): KeyLine | null {
  if (text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return isKeyLine(value) ? value : null
  } catch {
    return null
  }
}

function isKeyLine(value: unknown): value is KeyLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'index' in value &&
    Number.isInteger(value.index) &&
    'at' in value &&
    typeof value.at === 'string' &&
    'planted' in value &&
    Array.isArray(value.planted)
  )
}
