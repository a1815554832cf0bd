import { join } from 'node:path'
import { evaluation } from '../evaluation.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { readLines } from '../lines.ts'
import { measure } from '../measure.ts'
import { aegisflow } from '../tools.ts'
import { measureFiles, valuesIn } from '../valued.ts'

const folder = join(import.meta.dirname, '../own/by-others')

interface Attack {
  readonly text: string
  readonly kind: 'document' | 'persona' | 'direct' | 'language'
  readonly family?: string
}

const harmless = { ordinary: 'ordinary', 'trigger words': 'triggers', documents: 'documents' }

/** Texts of all kinds that somebody wrote who knew nothing of the detectors. */
export const byOthers = evaluation({
  name: 'by-others',
  async measure() {
    return [
      ...(await measureFiles('by others', folder)),
      ...(await measure('by others', valuesIn(folder, 'addresses.jsonl', 'pii_address'), [aegisflow])),
      ...(await judged('by others', cases(), [ownJudge])),
    ]
  },
})

function cases(): Case[] {
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
  const others = Object.entries(harmless).flatMap(([type, file]) =>
    readLines<{ text: string }>(folder, `harmless-${file}.jsonl`).map(
      ({ text }): Case => ({ text, isAttack: false, origin: 'user', type: `harmless, ${type}` }),
    ),
  )
  return [...attacks, ...others]
}
