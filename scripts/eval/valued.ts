import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from './evaluation.ts'
import { readLines } from './lines.ts'
import { type Labelled, measure } from './measure.ts'
import { aegisflow, asCredentials } from './tools.ts'

/** Measures a folder's files of names, numbers of patients and prescribers, credentials and, where it has one, phones. */
export async function measureFiles(set: string, folder: string): Promise<readonly Row[]> {
  const clinical = readLines<{ text: string; values: { code: string; value: string }[] }>(
    folder,
    'clinical.jsonl',
  ).map(({ text, values }) =>
    labelled(
      text,
      values.map(({ code, value }) => [code, value]),
    ),
  )
  return [
    ...(await measure(set, valuesIn(folder, 'names.jsonl', 'pii_person'), [aegisflow])),
    ...(existsSync(join(folder, 'phones.jsonl'))
      ? await measure(set, valuesIn(folder, 'phones.jsonl', 'pii_phone'), [aegisflow])
      : []),
    ...(await measure(set, clinical, [aegisflow])),
    ...(await measure(set, valuesIn(folder, 'secrets.jsonl', 'secret'), [asCredentials(aegisflow)])),
  ]
}

/** Texts with the values of one type in them, in the order in which they stand there. */
export function valuesIn(folder: string, file: string, type: string): Labelled[] {
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
