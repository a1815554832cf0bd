import { scan } from '../../../detectors/index.ts'
import { evaluation, type Row } from '../evaluation.ts'
import { type Labelled, measure } from '../measure.ts'
import { carriers } from '../own/carriers.ts'
import { decoysOf, type Maker, makers, valuesOf } from '../own/records.ts'
import { tools } from '../tools.ts'

/** Sentences for values that need no keyword. */
const SENTENCES: readonly (readonly [before: string, after: string])[] = [
  ['We moved last spring, it is ', ' now.'],
  ['- Ann, ', '\n- Bob, on leave'],
  ['Signed,\nthe night desk\n', '\n'],
  ['{"id": 3, "note": "', '"}'],
]

/**
 * Health records, cards, network addresses, phones of many countries and postal addresses, made from the definitions of things by code that the
 * detectors do not share; in sentences, forms, source formats and tables. Values whose checksum fails count as wrong
 * when they are taken for proven; what only looks like a value counts as wrong when it is found at all.
 */
export const records = evaluation({
  name: 'records',
  measure: async () => {
    return [...(await measure('records', makers.flatMap(textsWith), tools)), ...makers.flatMap(provenWrongly)]
  },
})

/** All texts about one kind; those with a look-alike carry no label. */
export function textsWith(maker: Maker): Labelled[] {
  return [
    ...textsOf(maker, valuesOf(maker, true), 'valid'),
    ...(maker.hasCheck ? textsOf(maker, valuesOf(maker, false), 'invalid') : []),
    ...decoysOf(maker).map((text) => ({ text, labels: [] })),
  ]
}

function textsOf(maker: Maker, values: readonly string[], tier: string): Labelled[] {
  return values.map((value, i) => {
    const word = maker.words[i % maker.words.length]
    const [before, after] = SENTENCES[i % SENTENCES.length] ?? ['', '']
    const carrier = carriers[i % carriers.length]
    const { text, start } =
      word === undefined || carrier === undefined
        ? { text: before + value + after, start: before.length }
        : carrier.write(word, value)
    return { text, labels: [{ type: maker.code, start, end: start + value.length, tier }] }
  })
}

/** How many values with a wrong checksum are taken for proven. */
function provenWrongly(maker: Maker): Row[] {
  if (!maker.hasCheck) return []
  const texts = textsOf(maker, valuesOf(maker, false), 'invalid')
  const hits = texts.filter(({ text }) =>
    scan(text).findings.some(({ code, level }) => code === maker.code && level === 'high'),
  )
  return [
    {
      set: 'records',
      type: `${maker.code}, wrong checksum`,
      tool: 'aegisflow, high',
      truePositive: 0,
      falsePositive: hits.length,
      falseNegative: 0,
      n: texts.length,
    },
  ]
}
