import { describe, expect, it } from 'vitest'
import { isInText, parametersIn, suggestionsFor, typedAt } from './sql-completion.ts'

const schema = {
  tables: [
    {
      name: 'events',
      words: '',
      columns: [
        { name: 'vendor_id', type: 'String', words: '' },
        { name: 'id', type: 'String', words: '' },
      ],
    },
    { name: 'findings', words: '', columns: [{ name: 'detector', type: 'String', words: '' }] },
  ],
  functions: [{ group: 'Aggregates', names: ['count', 'countIf', 'sum'] }],
  examples: [],
  formats: [],
  limits: { seconds: 1, rows_json: 1, rows_export: 1, memory_bytes: 1, at_once: 1 },
}
const offered = (text: string, caret = text.length) =>
  suggestionsFor(schema, text, typedAt(text, caret)).map(({ label }) => label)

describe('completion', () => {
  it('offers columns of the tables that the query names, wherever it names them', () => {
    const text = 'SELECT ven FROM events'
    expect(offered(text, 'SELECT ven'.length)).toEqual(['vendor_id', 'events'])
    expect(offered('SELECT ven', 'SELECT ven'.length)).toEqual(['events'])
    expect(offered('SELECT det FROM events', 'SELECT det'.length)).toEqual([])
  })

  it('keeps to one table behind its alias', () => {
    expect(offered('SELECT * FROM events AS e JOIN findings f ON e.')).toEqual(['vendor_id', 'id'])
    expect(offered('SELECT * FROM events AS e JOIN findings f ON f.')).toEqual(['detector'])
    expect(offered('SELECT * FROM events AS e WHERE x.')).toEqual([])
  })

  it('offers tables, words and functions, those that begin so first', () => {
    expect(offered('SELECT * FROM f')).toEqual(['findings', 'FROM'])
    expect(offered('SELECT coun')).toEqual(['count', 'countIf'])
    expect(offered('SELECT dings')).toEqual(['findings'])
  })

  it('is silent in texts and comments', () => {
    expect(isInText("SELECT 'ev", 10)).toBe(true)
    expect(isInText("SELECT 'it\\'s' ev", 17)).toBe(false)
    expect(isInText('SELECT 1 -- ev', 14)).toBe(true)
    expect(isInText('SELECT 1 -- x\n ev', 17)).toBe(false)
    expect(isInText('SELECT /* ev', 12)).toBe(true)
  })
})

describe('parameters', () => {
  it('are found once each, with their types', () => {
    expect(parametersIn('SELECT {a:String}, { b : Array(UInt8) }, {a:String} WHERE x = {1}')).toEqual([
      { name: 'a', type: 'String' },
      { name: 'b', type: 'Array(UInt8)' },
    ])
  })
})
