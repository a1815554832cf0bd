import { join } from 'node:path'
import { evaluation } from '../evaluation.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { readLines } from '../lines.ts'
import { measure } from '../measure.ts'
import { aegisflow } from '../tools.ts'
import { measureFiles, valuesIn } from '../valued.ts'

interface Attack {
  readonly text: string
  readonly kind: 'document' | 'persona' | 'direct' | 'language'
  readonly family?: string
}

const harmless = { ordinary: 'ordinary', 'trigger words': 'triggers', documents: 'documents' }

/** Texts of all kinds that somebody wrote who knew nothing of the detectors. */
export const byOthers = writtenApart('by-others', 'by others')

/** The same by another hand, later. */
export const byOthersAgain = writtenApart('by-others-again', 'by others again')

/** Such texts by two more hands that no weights have seen. */
export const byOthersLast = unlearned('by-others-last', 'by others last')
export const byOthersNewest = unlearned('by-others-newest', 'by others newest')

/** Documents with orders for machines by three more hands, and harmless ones; the weights of orders have seen them. */
export const byOthersLater = evaluation({
  name: 'by-others-later',
  measure: () => {
    const kinds = { 'trigger words': 'triggers', documents: 'documents' }
    return judged('by others later', cases(folderOf('by-others-later'), kinds), [ownJudge])
  },
})

function unlearned(name: string, label: string) {
  const kinds = { ordinary: 'ordinary', documents: 'documents' }
  return evaluation({ name, measure: () => judged(label, cases(folderOf(name), kinds), [ownJudge]) })
}

function writtenApart(name: string, label: string) {
  const folder = folderOf(name)
  return evaluation({
    name,
    async measure() {
      return [
        ...(await measureFiles(label, folder)),
        ...(await measure(label, valuesIn(folder, 'addresses.jsonl', 'pii_address'), [aegisflow])),
        ...(await judged(label, cases(folder, harmless), [ownJudge])),
      ]
    },
  })
}

function folderOf(name: string): string {
  return join(import.meta.dirname, '../own', name)
}

function cases(folder: string, kinds: Readonly<Record<string, string>>): Case[] {
  const attacks = readLines<Attack>(folder, 'attacks.jsonl').flatMap(({ text, kind, family }): Case[] =>
    kind === 'document'
      ? (['user', 'retrieved'] as const).map((origin) => ({
          text,
          isAttack: true,
          origin,
          type: `documents, as ${origin === 'user' ? "a user's" : origin}`,
        }))
      : [
          {
            text,
            isAttack: true,
            origin: 'user',
            type: { persona: 'personas', direct: 'direct', language: 'other languages' }[kind],
            ...(family === undefined ? {} : { tier: family }),
          },
        ],
  )
  const others = Object.entries(kinds).flatMap(([type, file]) =>
    readLines<{ text: string }>(folder, `harmless-${file}.jsonl`).map(
      ({ text }): Case => ({ text, isAttack: false, origin: 'user', type: `harmless, ${type}` }),
    ),
  )
  return [...attacks, ...others]
}
