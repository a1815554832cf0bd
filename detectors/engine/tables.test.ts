import { describe, expect, it } from 'vitest'
import { readTables } from './tables.ts'

const headerOf = (text: string, value: string) => readTables(text)(text.indexOf(value))

describe('readTables', () => {
  it.each([
    ['name,dob,city\nBerg,x1,Oslo', 'x1', 'dob'],
    ['name\tdob\nBerg\tx1', 'x1', 'dob'],
    ['name;dob\nBerg;x1', 'x1', 'dob'],
    ['| name | dob |\n|---|---|\n| Berg | x1 |', 'x1', ' dob '],
    ['name,dob\nA,x0\nB,x1', 'x1', 'dob'],
  ])('gives in %j for %s the header %j', (text, value, header) => {
    expect(headerOf(text, value)).toBe(header)
  })

  it.each([
    ["insert into p (mrn, dob) values ('x1', 'x2')", 'x2', ' dob'],
    ["INSERT INTO p(mrn,dob) VALUES\n  ('a, b', 'x0'),\n  ('x1', 'x2');\n", 'x1', 'mrn'],
  ])('gives in %j for %s the column %j', (text, value, column) => {
    expect(headerOf(text, value)).toBe(column)
  })

  it('ends an insert with its statement', () => {
    expect(headerOf("insert into p (mrn, dob) values ('a', 'b');\nselect x1, x2", 'x1')).toBeNull()
  })

  it('does not count separators in quotes', () => {
    expect(headerOf('name,dob,city\n"Berg, Anna",x1,Oslo', 'x1')).toBe('dob')
    expect(headerOf('"last, first",dob\n"Berg, Anna",x1', 'x1')).toBe('dob')
  })

  it('takes the first line of the table for the header, not a line of text above it', () => {
    expect(headerOf('Here are the patients:\nname,dob\nBerg,x1', 'x1')).toBe('dob')
    expect(headerOf('Hello, and see below.\nname,dob,city\nBerg,x1,Oslo', 'x1')).toBe('dob')
  })

  it('ends a table where a line has another number of cells', () => {
    expect(headerOf('name,dob\nBerg,x0\n\nother,x1', 'x1')).toBeNull()
    expect(headerOf('name,dob\nBerg,x0\na,b,x1', 'x1')).toBeNull()
  })

  it('has no header for the first line and for text without separators', () => {
    expect(headerOf('name,x1\nBerg,2', 'x1')).toBeNull()
    expect(headerOf('name\nx1', 'x1')).toBeNull()
    expect(headerOf('x1', 'x1')).toBeNull()
  })
})
