import { join } from 'node:path'
import { evaluation } from '../evaluation.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { readLines } from '../lines.ts'
import { type Labelled, measure } from '../measure.ts'
import { aegisflow, asCredentials } from '../tools.ts'

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
    const clinical = readLines<{ text: string; values: { code: string; value: string }[] }>(
      folder,
      'clinical.jsonl',
    )
    const credentials = values('secrets.jsonl', 'secret')
    return [
      ...(await measure('by others', values('names.jsonl', 'pii_person'), [aegisflow])),
      ...(await measure('by others', values('addresses.jsonl', 'pii_address'), [aegisflow])),
      ...(await measure('by others', values('phones.jsonl', 'pii_phone'), [aegisflow])),
      ...(await measure(
        'by others',
        clinical.map(({ text, values }) =>
          labelled(
            text,
            values.map(({ code, value }) => [code, value]),
          ),
        ),
        [aegisflow],
      )),
      ...(await measure('by others', credentials, [asCredentials(aegisflow)])),
      ...(await judged('by others', cases(), [ownJudge])),
    ]
  },
})

/** Texts with the values of one type in them, in the order in which they stand there. */
function values(file: string, type: string): Labelled[] {
  return readLines<{ text: string; values: string[] }>(folder, file).map(({ text, values }) =>
    labelled(
      text,
      values.map((value) => [type, value]),
    ),
  )
}

/** Errors: a value that does not stand in its text. */
function labelled(text: string, values: readonly (readonly [type: string, value: string])[]): Labelled {
  const ends = new Map<string, number>()
  const labels = values.map(([type, value]) => {
    const start = text.indexOf(value, ends.get(type) ?? 0)
    if (start < 0) throw new Error(`${value} does not stand in ${text}`)
    ends.set(type, start + value.length)
    return { type, start, end: start + value.length }
  })
  return { text, labels }
}

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
