import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generated, type Manner, type Page } from './generated.ts'
import { manualsOfPackages } from './manuals-of-packages.ts'

/** A document to learn from or to be judged on. */
export interface Sample extends Page {
  /** Who wrote it; the texts of a hand are held out whole. */
  readonly hand: string
}

interface Line {
  readonly text: string
  readonly kind?: string
  readonly hand?: string
  readonly label?: 'injection' | 'benign'
}

interface Written {
  readonly text: string
  readonly isAttack: boolean
}

/** The own texts of people who knew nothing of the detectors: their folders, and whose they are if all are of one hand. */
const FOLDERS: readonly (readonly [folder: string, hand: string, harmless: readonly string[]])[] = [
  ['by-others', 'third', ['documents', 'ordinary', 'triggers']],
  ['by-others-again', 'fourth', ['documents', 'ordinary', 'triggers']],
  ['by-others-later', 'sixth', ['documents', 'triggers']],
]
const OWN = join(import.meta.dirname, '../../eval/own')
const WRITTEN = join(import.meta.dirname, 'written')
const PUBLIC = 'public'
const GENERATED = 'generated'
const GENERATED_PAGES = 4000
/** Pages that lend paragraphs to generated ones are neither notes nor books. */
const CARRIER_CHARS = [400, 4000] as const

/** Documents with orders for machines by several hands and by templates of one manner, and harmless texts of all kinds. */
export function corpus(dataDir: string, manner: Manner): readonly Sample[] {
  const harmless = [
    ...lines(join(dataDir, 'injection/labelled.jsonl')).filter(({ label }) => label === 'benign'),
    ...lines(join(dataDir, 'clean.jsonl')),
    ...lines(join(dataDir, 'pii/technology.jsonl')),
  ].map(({ text }) => text)
  const [least, most] = CARRIER_CHARS
  const carriers = harmless.filter(({ length }) => length > least && length < most)
  return [
    ...[...harmless, ...manualsOfPackages()].map((text) => ({ text, isAttack: false, hand: PUBLIC })),
    ...FOLDERS.flatMap(([folder, all, kinds]) => [
      ...lines(join(OWN, folder, 'attacks.jsonl'))
        .filter(({ kind }) => kind === 'document')
        .map(({ text, hand = all }) => ({ text, isAttack: true, hand })),
      ...kinds
        .flatMap((kind) => lines(join(OWN, folder, `harmless-${kind}.jsonl`)))
        .map(({ text }) => ({ text, isAttack: false, hand: all })),
    ]),
    ...written(),
    ...generated(manner, GENERATED_PAGES, carriers).map((page) => ({ ...page, hand: GENERATED })),
  ]
}

/** Documents that were written to learn from, with orders and without: those of each hand in a file. */
export function written(): readonly Sample[] {
  return readdirSync(WRITTEN)
    .toSorted()
    .flatMap((name) => {
      const hand = name.replace('.jsonl', '')
      return lines<Written>(join(WRITTEN, name)).map((line) => ({ ...line, hand }))
    })
}

/** The hands whose orders are held out one after the other. */
export const hands: readonly string[] = ['third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** Where a text comes from: somebody wrote it for this, or it stood somewhere, or a template wrote it. */
export function kindOf({ hand }: Sample): 'by hand' | 'public' | 'generated' {
  return hand === GENERATED || hand === PUBLIC ? hand : 'by hand'
}

function lines<Kind = Line>(path: string): readonly Kind[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Kind)
}
