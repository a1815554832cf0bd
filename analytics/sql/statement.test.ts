import { describe, expect, it } from 'vitest'
import { SqlRefusal } from './refusal.ts'
import { readQuery } from './statement.ts'

const read = (text: string) => readQuery(text, (name) => `SELECT 1 AS n FROM stored.${name}`)
const refusal = (text: string): string => {
  try {
    return read(text).sql
  } catch (error) {
    if (error instanceof SqlRefusal) return error.message
    throw error
  }
}

/** Other walls stand behind these; here it is the reader's own word that is looked for. */
describe('the reader says why it refuses', () => {
  it.each([
    ['SELECT * FROM events FINAL', 'FINAL is not available'],
    ['SELECT * FROM events SAMPLE 1', 'SAMPLE is not available'],
    ["SELECT n FROM events INTO OUTFILE 'x'", 'INTO OUTFILE is not allowed'],
    ['WITH RECURSIVE a AS (SELECT 1) SELECT * FROM a', 'WITH RECURSIVE is not available'],
    ['SELECT * FROM (SELECT n FROM events SETTINGS readonly = 0)', 'Settings cannot be changed'],
    ['SELECT n FROM events SETTINGS readonly = 0', 'Settings cannot be changed'],
    ["SELECT * FROM file('x')", 'table function file is not available'],
  ])('%s', (text, words) => {
    expect(refusal(text)).toContain(words)
  })

  it('common tables that double with each one, before they fill the memory', () => {
    const doubling = (times: number) =>
      `WITH t0 AS (SELECT n FROM events)${Array.from(
        { length: times },
        (_, index) => `, t${index + 1} AS (SELECT n FROM t${index} UNION ALL SELECT n FROM t${index})`,
      ).join('')} SELECT n FROM t${times}`
    expect(refusal(doubling(20))).toContain('too long when its common tables are written out')
    expect(refusal(doubling(5))).toContain('UNION ALL')
  })
})
