import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dice, hashText } from '../../demo/chance.ts'
import { generated } from './generated.ts'
import { weightOfSignatures } from './signatures.ts'
import { written } from './written.ts'

/** A text to learn from or to be judged on. */
export interface Row {
  readonly text: string
  readonly isAttack: boolean
  /** The source that it shares its manner with; families are held out whole. */
  readonly family: string
}

interface Labelled {
  readonly text: string
  readonly label?: 'injection' | 'benign'
  readonly family?: string
  readonly tier?: string
}

const SHINGLE = 24
const GENERATED = 76_000
const MESSAGES_PER_LANGUAGE = 60
const PERSONAL_DATA_EVERY = 4
export const PROGRAM_MESSAGES = 'program messages'
export const PIECES_OF_CODE = 'pieces of source code'

/** Pieces of each text of source code. Units: lines, UTF-16 code units. */
const PIECES = 9
const PIECE_LINES = 5
const PIECE_MIN = 30
const PIECE_MAX = 300

/**
 * Everything that the model learns from: the labelled data (plain tasks inside documents left out, because their words
 * are those of any task), texts without attacks of other kinds, messages of a program in thirteen languages, texts of
 * several hands, and generated texts. Texts that repeat an earlier one are left out, and so are texts of other kinds in which signatures
 * see an attack: some of them hold one.
 */
export function corpus(dataDir: string): readonly Row[] {
  const labelled = jsonLines(join(dataDir, 'injection/labelled.jsonl'))
    .filter(({ tier }) => tier !== 'indirect_plain')
    .map(({ text, label, family }) => ({ text, isAttack: label === 'injection', family: family ?? '' }))
  const harmless = (path: string, family: string, every = 1) =>
    jsonLines(join(dataDir, path))
      .filter((_, i) => i % every === 0)
      .map(({ text }) => ({ text, isAttack: false, family }))
      .filter(({ text }) => weightOfSignatures(text) < 1)
  return distinct([
    ...labelled,
    ...harmless('clean.jsonl', 'source code'),
    ...harmless('clean.jsonl', 'source code').flatMap(piecesOf),
    ...harmless('pii/generated.jsonl', 'personal data', PERSONAL_DATA_EVERY),
    ...harmless('pii/technology.jsonl', 'personal records', PERSONAL_DATA_EVERY),
    ...programMessages(),
    ...written(),
    ...generated(GENERATED),
  ])
}

/** A few lines out of the middle of a text, some times, as people paste them: short code is no riddle. */
function piecesOf({ text }: Row): readonly Row[] {
  const lines = text.split('\n')
  const throws = dice(hashText(text))
  return Array.from({ length: PIECES }, () => {
    const from = throws.below(lines.length)
    const piece = lines.slice(from, from + 1 + throws.below(PIECE_LINES)).join('\n')
    return { text: piece.trim().slice(0, PIECE_MAX), isAttack: false, family: PIECES_OF_CODE }
  }).filter((piece) => piece.text.length >= PIECE_MIN)
}

/** The compiler's messages in other languages: everyday technical prose, among it many an "ignored" and "overridden". */
function programMessages(): readonly Row[] {
  const root = join(import.meta.dirname, '../../../node_modules/typescript/lib')
  const languages = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return languages.flatMap(({ name }) => {
    const file = readFileSync(join(root, name, 'diagnosticMessages.generated.json'), 'utf8')
    const messages = Object.values(JSON.parse(file) as Record<string, string>)
    const throws = dice(hashText(name))
    return Array.from({ length: MESSAGES_PER_LANGUAGE }, () => ({
      text: throws.pick(messages).replaceAll(/\{\d\}/g, 'x'),
      isAttack: false,
      family: PROGRAM_MESSAGES,
    }))
  })
}

/** The rows whose words, but for case, signs and digits, no earlier row of their kind has. */
function distinct(rows: readonly Row[]): readonly Row[] {
  const seen = new Set<string>()
  return rows.filter(({ text, isAttack }) => {
    const words = `${isAttack} ${text.toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ')}`
    return !seen.has(words) && seen.add(words)
  })
}

/** The rows that share little with those held out: less than half of their stretches of two dozen characters. */
export function apartFrom(rows: readonly Row[], held: readonly Row[]): readonly Row[] {
  const known = new Set(held.flatMap(({ text }) => [...shingles(text)]))
  return rows.filter(({ text }) => {
    let shared = 0
    let count = 0
    for (const shingle of shingles(text)) {
      count++
      if (known.has(shingle)) shared++
    }
    return count === 0 || shared * 2 < count
  })
}

function* shingles(text: string): Generator<string> {
  const plain = text.toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ')
  for (let at = 0; at + SHINGLE <= plain.length; at += SHINGLE / 2) {
    const start = plain.indexOf(' ', at)
    if (start < 0) return
    yield plain.slice(start, start + SHINGLE)
  }
}

function jsonLines(path: string): readonly Labelled[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled)
}
