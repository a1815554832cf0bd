import type { SqlSchema } from '../../analytics/contract/sql.ts'

/** What may stand at the caret. Shape: `kind` is said beside it; `insert` replaces what was typed of it. */
export type Suggestion = { label: string; kind: string; words: string; insert: string }

/** The word at the caret and where it begins. */
export type Typed = { from: number; word: string; before: string | null }

const keywords =
  'SELECT FROM WHERE GROUP BY ORDER BY LIMIT HAVING WITH AS JOIN LEFT JOIN ARRAY JOIN ON USING UNION ALL DISTINCT AND OR NOT IN LIKE ILIKE BETWEEN IS NULL CASE WHEN THEN ELSE END DESC ASC INTERVAL OVER PARTITION BY QUALIFY'.match(
    /(?:GROUP|ORDER|PARTITION) BY|(?:LEFT|ARRAY) JOIN|UNION ALL|IS NULL|\w+/g,
  ) ?? []
const shownMax = 12
const sources =
  /\b(?:from|join)\s+(?:aegisflow\.)?(\w+)(?:\s+(?:as\s+)?(?!where|group|order|limit|join|left|on|using|array|having|union)(\w+))?/gi

/** What is being typed before the caret: `ev`, or `e.ven` as a column of `e`. */
export function typedAt(text: string, caret: number): Typed {
  const [, before = null, word = ''] = /(?:(\w+)\.)?(\w*)$/.exec(text.slice(0, caret)) ?? []
  return { from: caret - word.length, word, before }
}

/** Whether the caret stands in a text or a comment, where nothing is offered. */
export function isInText(text: string, caret: number): boolean {
  const before = text
    .slice(0, caret)
    .replace(/'(?:[^'\\]|\\.)*'/gs, '')
    .replace(/\/\*.*?\*\//gs, '')
  return /'[^']*$/s.test(before) || /--[^\n]*$/.test(before) || /\/\*/.test(before)
}

/** What fits the word at the caret, best first: columns of the tables named in the query, tables, functions, words of SQL. */
export function suggestionsFor(
  schema: SqlSchema,
  text: string,
  { word, before }: Typed,
): readonly Suggestion[] {
  const named = [...text.matchAll(sources)].map(([, table = '', alias]) => ({ table, alias: alias ?? table }))
  const tables = schema.tables.filter(({ name }) =>
    before === null
      ? named.some(({ table }) => table === name)
      : named.some(({ table, alias }) => table === name && alias.toLowerCase() === before.toLowerCase()),
  )
  const columns = tables.flatMap((table) =>
    table.columns.map(({ name, type, words }) => offer(name, type, words, name)),
  )
  if (before !== null) return fitting(columns, word)
  return fitting(
    [
      ...columns,
      ...schema.tables.map(({ name, words }) => offer(name, 'table', words, name)),
      ...keywords.map((name) => offer(name, 'word', '', name)),
      ...schema.functions.flatMap(({ group, names }) =>
        names.map((name) => offer(name, 'function', group, `${name}(`)),
      ),
    ],
    word,
  )
}

const offer = (label: string, kind: string, words: string, insert: string): Suggestion => ({
  label,
  kind,
  words,
  insert,
})

function fitting(offers: readonly Suggestion[], word: string): readonly Suggestion[] {
  const typed = word.toLowerCase()
  const seen = new Set<string>()
  const fits = (test: (label: string) => boolean) =>
    offers.filter(({ label }) => {
      if (seen.has(label) || !test(label.toLowerCase())) return false
      seen.add(label)
      return true
    })
  const begins = fits((label) => label.startsWith(typed) && label !== typed)
  const holds = typed.length < 3 ? [] : fits((label) => label.includes(typed) && label !== typed)
  return [...begins, ...holds].slice(0, shownMax)
}

/** Names of the parameters in a query, as in `{vendor:String}`, in their order. */
export const parametersIn = (text: string): readonly { name: string; type: string }[] => {
  const found = [...text.matchAll(/\{\s*(\w+)\s*:\s*([^{}]+?)\s*\}/g)]
  const types = new Map(found.map(([, name = '', type = '']) => [name, type]))
  return [...types].map(([name, type]) => ({ name, type }))
}
