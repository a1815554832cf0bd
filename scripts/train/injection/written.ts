import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { written as writtenDocuments } from '../orders/corpus.ts'
import type { Row } from './corpus.ts'

interface Line {
  readonly text: string
  readonly kind: string
  readonly isAttack: boolean
}

const WRITTEN = join(import.meta.dirname, 'written')
const OWN = join(import.meta.dirname, '../../eval/own')
/** Sets of the evaluation by people who knew nothing of the detectors: whose they are, their folders, what is harmless there. */
const SETS = [
  ['third', 'by-others', ['triggers', 'ordinary', 'documents']],
  ['fourth', 'by-others-again', ['triggers', 'ordinary', 'documents']],
  ['sixth', 'by-others-later', ['triggers', 'documents']],
] as const
const OF_A_HAND = /^hand \w+ /

/**
 * Texts written one by one: attacks that a user types, and harmless requests, most in the same words. Each hand has a
 * manner of its own and is held out whole. Orders in documents are learned apart.
 */
export function written(): readonly Row[] {
  const files = readdirSync(WRITTEN).map((name) => name.replace('.jsonl', ''))
  return [
    ...SETS.flatMap(([hand, folder, kinds]) => rowsOf(hand, linesOfSet(folder, kinds))),
    ...files.toSorted().flatMap((hand) => rowsOf(hand, linesOf(join(WRITTEN, `${hand}.jsonl`)))),
    ...writtenDocuments()
      .filter(({ isAttack }) => !isAttack)
      .map(({ text, hand }) => ({ text, isAttack: false, family: `hand ${hand} documents` })),
  ]
}

function rowsOf(hand: string, lines: readonly Line[]): Row[] {
  return lines.map(({ text, kind, isAttack }) => ({ text, isAttack, family: `hand ${hand} ${kind}` }))
}

function linesOfSet(folder: string, harmlessKinds: readonly string[]): Line[] {
  const attacks = linesOf(join(OWN, folder, 'attacks.jsonl')).filter(({ kind }) => kind !== 'document')
  const harmless = harmlessKinds.flatMap((kind) =>
    linesOf(join(OWN, folder, `harmless-${kind}.jsonl`)).map((line) => ({ ...line, kind })),
  )
  return [
    ...attacks.map((line) => ({ ...line, isAttack: true })),
    ...harmless.map((line) => ({ ...line, isAttack: false })),
  ]
}

function linesOf(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

/** Who wrote a text, by its family; null where it was not written one by one. */
export function handOf(family: string): string | null {
  return OF_A_HAND.exec(family)?.[0] ?? null
}

/** The kind of a written text's family, whoever wrote it. */
export function kindOf(family: string): string {
  return family.replace(OF_A_HAND, 'hands ')
}
