import { evaluation } from '../evaluation.ts'
import { type Labelled, measure } from '../measure.ts'
import { carriers } from '../own/carriers.ts'
import { kinds } from '../own/values.ts'
import { tools } from '../tools.ts'

/** Identifiers of all countries in sentences, forms, tables and source formats, made from their definitions. */
export const own = evaluation({
  name: 'own',
  measure: async () => {
    const texts: Labelled[] = kinds().flatMap(({ code, word, valid }) =>
      carriers.flatMap(({ tier, write }) =>
        valid.map((value) => {
          const { text, start } = write(word, value)
          return { text, labels: [{ type: code, start, end: start + value.length, tier }] }
        }),
      ),
    )
    const rows = await measure('own', texts, tools.slice(0, 1))
    const sum = (tier: string | undefined) => {
      const chosen = rows.filter((row) => row.tier === tier)
      const total = (count: 'truePositive' | 'falsePositive' | 'falseNegative' | 'n') =>
        chosen.reduce((all, row) => all + row[count], 0)
      const one = {
        set: 'own',
        type: 'all identifiers',
        tool: 'aegisflow',
        falsePositive: total('falsePositive'),
      }
      const counts = {
        truePositive: total('truePositive'),
        falseNegative: total('falseNegative'),
        n: total('n'),
      }
      return { ...one, ...counts, ...(tier === undefined ? {} : { tier }) }
    }
    return [
      sum(undefined),
      ...carriers.map(({ tier }) => sum(tier)),
      ...rows.filter((row) => row.tier === undefined),
    ]
  },
})
