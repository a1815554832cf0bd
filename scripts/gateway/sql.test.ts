import { describe, expect, it } from 'vitest'
import { tokens } from './lexer.ts'
import { identifier, literal, readStatement, textOf } from './sql.ts'

const read = (sql: string) => readStatement(Buffer.from(sql))
const words = (sql: string) => [...tokens(Buffer.from(sql).toString('latin1'))].length
const code = (sql: string): number | null => {
  try {
    read(sql)
    return null
  } catch (error) {
    return (error as { code: number }).code
  }
}

describe('tokens', () => {
  it.each([
    ["'a;b'", 1],
    ["'it''s;'", 1],
    ["'a\\';b'", 1],
    ['`a;b`', 1],
    ['"a\\";b"', 1],
    ['$$a;b$$', 1],
    ['$tag$a;$$b$tag$', 1],
    ['‘a;b’', 1],
    ['“a;b”', 1],
    ['1.5e-3', 1],
    ['-- a;b', 0],
    ['// a;b', 0],
    ['# a;b', 0],
    ['#! a;b', 0],
    ['/* a /* b; */ ; */', 0],
    ['1e--5;', 4],
    ['$$a;b', 3],
    ['a$b$;c$b$', 3],
    ["'a;b", 1],
    ['/* a', 0],
    ['#a;', 3],
  ])('cuts %s into %i', (sql, count) => {
    const cut = words(sql)
    expect(cut).toBe(count)
  })
})

describe('a statement', () => {
  it.each([
    'SELECT 1',
    'WITH 1 AS a SELECT a',
    '(SELECT 1) UNION ALL (SELECT 2)',
    'FROM t SELECT a',
    ' /* c */ select 1',
  ])('streams when it selects: %s', (sql) => expect(read(sql).kind).toBe('select'))

  it.each([
    'SHOW TABLES',
    'DROP TABLE t',
    'EXPLAIN SELECT 1',
    'INSERT INTO t SELECT 1',
    'WITH 1 AS a INSERT INTO t SELECT a',
  ])('is answered whole otherwise: %s', (sql) => expect(read(sql).kind).toBe('other'))

  it.each(['', ' ', '-- only a comment', ';'])('is empty without a word: %j', (sql) => {
    expect(read(sql).kind).toBe('empty')
  })

  it('that only speaks of inserting selects all the same', () => {
    for (const sql of ['SELECT insert, a FROM t', 'SELECT a AS into', "SELECT input('a Int8')"])
      expect([sql, read(sql).kind]).toEqual([sql, 'select'])
  })

  it.each([
    ['SELECT 1', { kind: 'select', text: 'SELECT 1', format: null, tail: '' }],
    ['SHOW TABLES;', { kind: 'other', text: 'SHOW TABLES', format: null }],
    ['SHOW TABLES FORMAT JSON', { kind: 'other', text: 'SHOW TABLES FORMAT JSON', format: 'JSON' }],
    ['FORMAT JSON', { kind: 'other', text: 'FORMAT JSON', format: null }],
  ])('is read as what it is: %s', (sql, statement) => expect(read(sql)).toEqual(statement))

  it.each(['(1)', '[1]', '{p:Int8}', '*', '1', "'a'", 'a'])('has a format behind %s', (value) => {
    expect(read(`SELECT ${value} FORMAT JSON`)).toMatchObject({ format: 'JSON' })
  })

  it.each(
    [
      'SELECT DISTINCT BY AS FROM JOIN WHERE PREWHERE HAVING QUALIFY AND OR NOT IN ON USING WHEN THEN ELSE CASE',
    ]
      .concat('LIMIT OFFSET LIKE ILIKE BETWEEN IS WITH UNION ALL EXCEPT INTERSECT SETTINGS INTERVAL')
      .flatMap((words) => words.split(' ')),
  )('has none where %s is before the word', (word) => {
    for (const each of [word, word.toLowerCase()])
      expect(read(`SELECT a ${each} format b`)).toMatchObject({ format: null })
  })

  it('is written again as it was read', () => {
    const again = (sql: string) => textOf(read(sql))
    expect(again('SELECT 1 FORMAT JSON SETTINGS max_threads = 1')).toBe(
      'SELECT 1 FORMAT JSON SETTINGS max_threads = 1',
    )
    expect(again('SELECT 1')).toBe('SELECT 1')
    expect(again('SHOW TABLES FORMAT JSON')).toBe('SHOW TABLES FORMAT JSON')
    expect(again(' ;')).toBe('')
    expect(again("INSERT INTO t (a) VALUES ('a secret')")).toBe('INSERT INTO t (a)  FORMAT Values')
  })

  it('gives its format and the settings behind it', () => {
    expect(read('SELECT 1 AS a FORMAT JSON SETTINGS max_threads = 1;')).toEqual({
      kind: 'select',
      text: 'SELECT 1 AS a ',
      format: 'JSON',
      tail: ' SETTINGS max_threads = 1',
    })
  })

  it.each([
    'SELECT 1 ORDER BY format DESC',
    'SELECT format x',
    'SELECT a, format b',
    "SELECT 'FORMAT JSON'",
    'SELECT (SELECT 1 FORMAT JSON)',
    'SELECT (SELECT 1 FORMAT JSON SETTINGS a = 1)',
    'SELECT [1 FORMAT JSON SETTINGS a]',
    'SELECT {1 FORMAT JSON SETTINGS a}',
    "SELECT 1 FORMAT 'JSON'",
    'SELECT 1 + format x',
    'SELECT 1 -- FORMAT JSON',
    'SELECT 1 FORMAT JSON WHERE 1',
  ])('has no format in %s', (sql) => expect(read(sql)).toMatchObject({ format: null }))

  it('keeps the names it was written with', () => {
    expect(read('SELECT 1 AS `größe;` FORMAT CSV')).toMatchObject({
      text: 'SELECT 1 AS `größe;` ',
      format: 'CSV',
    })
  })

  it.each([
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE t',
    'SELECT 1 /* ; */; SELECT 2',
    "SELECT '\\\\'; DROP TABLE t --'",
  ])('is alone in its text: %s is refused', (sql) => expect(code(sql)).toBe(62))

  it('says where another began, and no more of it than helps', () => {
    const rest = '; SELECT 2 AS größe'
    expect(() => read(`SELECT 1${rest}${' '.repeat(100)}`)).toThrow(
      `Syntax error (Multi-statements are not allowed): failed at position 9 (end of query): ${rest}${' '.repeat(39)}`,
    )
    expect(() => read(`SELECT 1;${'x'.repeat(100)}`)).toThrow(/: ;x{59}$/)
  })

  it.each([
    'SELECT 1;',
    'SELECT 1;;',
    'SELECT 1; -- done',
    "SELECT ';'",
    'SELECT 1 /* ; SELECT 2 */',
    'SELECT $$; DROP TABLE t$$',
    'SELECT 1 AS outfile',
    'INSERT INTO t SELECT input FROM s',
    'INSERT INTO t SELECT max(a) FROM s',
    'INSERT INTO t SELECT a, input',
  ])('may hold or end in semicolons: %s', (sql) => expect(code(sql)).toBeNull())

  it.each([
    ["SELECT 1 INTO OUTFILE '/tmp/x'", 358],
    ["SELECT 1 INTO /* c */ outfile '/tmp/x'", 358],
    ["INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV", 78],
    ["INSERT INTO t SELECT a FROM input('a Int8') FORMAT CSV", 48],
  ])('reaches no file of the machine: %s', (sql, expected) => expect(code(sql)).toBe(expected))
})

describe('an insert', () => {
  const data = (sql: string) => {
    const statement = read(sql)
    if (statement.kind !== 'insert') throw new Error(`${statement.kind}: ${sql}`)
    return { ...statement, data: sql.slice(statement.dataAt) }
  }

  it.each([
    ['INSERT INTO t FORMAT CSV\n1,2', 'INSERT INTO t', 'CSV', '1,2'],
    ['INSERT INTO t FORMAT TSV\n\ta', 'INSERT INTO t', 'TSV', '\ta'],
    ['INSERT INTO t FORMAT TSV\r\n\n', 'INSERT INTO t', 'TSV', '\n'],
    ['INSERT INTO t FORMAT CSV;', 'INSERT INTO t', 'CSV', ''],
    ['insert into `d`.`t` (a, b) values (1), (2)', 'insert into `d`.`t` (a, b)', 'Values', '(1), (2)'],
    [
      'INSERT INTO TABLE d.t (* EXCEPT(c)) FORMAT JSON {}',
      'INSERT INTO TABLE d.t (* EXCEPT(c))',
      'JSON',
      '{}',
    ],
    [
      "INSERT INTO FUNCTION null('a Int8') VALUES (1)",
      "INSERT INTO FUNCTION null('a Int8')",
      'Values',
      '(1)',
    ],
    ['INSERT INTO format (values) VALUES (1)', 'INSERT INTO format (values)', 'Values', '(1)'],
    ['INSERT INTO TABLE format VALUES (1)', 'INSERT INTO TABLE format', 'Values', '(1)'],
    ['INSERT INTO FUNCTION values(1) VALUES (1)', 'INSERT INTO FUNCTION values(1)', 'Values', '(1)'],
    ['INSERT INTO d.values VALUES (1)', 'INSERT INTO d.values', 'Values', '(1)'],
    ['INSERT INTO t VALUES (1); DROP TABLE t', 'INSERT INTO t', 'Values', '(1); DROP TABLE t'],
  ])('parts target, format and data: %j', (sql, target, format, rows) => {
    expect(data(sql)).toMatchObject({ target, format, data: rows, settings: '' })
  })

  it('collects settings from either side of its format', () => {
    expect(data('INSERT INTO t SETTINGS a = 1 FORMAT CSV SETTINGS b = [1, 2], c = -3\n1')).toMatchObject({
      target: 'INSERT INTO t',
      settings: 'SETTINGS a = 1,  b = [1, 2], c = -3',
      format: 'CSV',
      data: '1',
    })
    expect(data('INSERT INTO t (a, b) SETTINGS a = 1 FORMAT CSV\n1')).toMatchObject({
      target: 'INSERT INTO t (a, b)',
      settings: 'SETTINGS a = 1',
      data: '1',
    })
    expect(data("INSERT INTO t FORMAT CSV SETTINGS b = {'x': 1, 'y': 2}, c = (1)\n1")).toMatchObject({
      settings: "SETTINGS b = {'x': 1, 'y': 2}, c = (1)",
      format: 'CSV',
      data: '1',
    })
    expect(data('INSERT INTO t FORMAT CSV SETTINGS a =')).toMatchObject({ settings: 'SETTINGS a =' })
  })

  it.each([
    'INSERT INTO t WITH 1 AS a SELECT a',
    'INSERT INTO t WATCH v',
    'INSERT INTO t (a) SELECT 1 AS values',
    'INSERT INTO t FORMAT',
    "INSERT INTO t FORMAT 'CSV'",
    'INSERT INTO t (a)',
  ])('whose rows are not its own, or that is cut short, is left to the engine: %s', (sql) => {
    expect(read(sql)).toEqual({ kind: 'other', text: sql, format: null })
  })

  it('ends at its semicolon where its rows have not begun', () => {
    expect(code('INSERT INTO t; DROP TABLE t VALUES (1)')).toBe(62)
  })
})

describe('quoting', () => {
  it('closes no literal from inside', () => {
    expect(literal("a'b\\c\0")).toBe("'a\\'b\\\\c\\0'")
    expect(identifier('a`b\\c\0')).toBe('`a\\`b\\\\c\\0`')
  })
})
