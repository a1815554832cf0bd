import { detector, type Span, type Verdict, verdict } from '../detector.ts'

const ROW = /INSERT INTO [`"[\w.\]]{1,100} ?(?:\([^()]{1,400}\) ?)?VALUES ?\s{0,4}\([^;]{1,8000};\s{0,3}/iy
const LINE = /(?!\\\.)[^\n]{1,2000}\n/y
const ROWS_MAX = 200
const ROWS_MIN = 2

/** Dumps of databases: rows that are inserted or copied into a table. */
export const sqlDump = detector({
  code: 'security_sql_dump',
  label: 'Database Dump',
  category: 'security',
  severity: 'medium',
  dataType: 'security',
  mechanism: 'region',
  hints: ['insert into', 'copy ', '-- mysql dump', '-- postgresql database dump', 'pragma foreign_keys'],
  pattern:
    /INSERT INTO [`"[\w.\]]{1,100} ?(?:\([^()]{1,400}\) ?)?VALUES ?\s{0,4}\(|COPY [\w."]{1,100} ?\([^()]{1,400}\) FROM stdin;\n|-- (?:MySQL|PostgreSQL database|MariaDB) dump[^\n]{0,200}/gi,
  locate,
  check,
  cost: 50,
  examples: {
    find: [
      [
        "INSERT INTO people VALUES (1,'Ann');\nINSERT INTO people VALUES (2,'Bo');",
        "INSERT INTO people VALUES (1,'Ann');\nINSERT INTO people VALUES (2,'Bo');",
      ],
      [
        "x\ninsert into `t` (`a`) values ('1'),('2');\ninsert into `t` (`a`) values ('3');",
        "insert into `t` (`a`) values ('1'),('2');\ninsert into `t` (`a`) values ('3');",
      ],
      [
        'COPY public.people (id, name) FROM stdin;\n1\tAnn\n2\tBo\n\\.',
        'COPY public.people (id, name) FROM stdin;\n1\tAnn\n2\tBo',
      ],
      ['-- MySQL dump 10.13  Distrib 8.0', '-- MySQL dump 10.13  Distrib 8.0'],
    ],
    ignore: [
      ["INSERT INTO people VALUES (1,'Ann');", 'one row in a question'],
      ['SELECT * FROM people;', 'a query'],
      ['How do I insert into a table the values (1)?', 'prose'],
      ['copy the file (a, b) from stdin', 'prose'],
    ],
  },
})

/** A head that names a dump is enough; rows must be several. */
function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  if (match[0].startsWith('--')) return { start, end: start + match[0].length }
  const isCopy = /^COPY/i.test(match[0])
  const row = isCopy ? LINE : ROW
  row.lastIndex = isCopy ? start + match[0].length : start
  let end = row.lastIndex
  let rows = 0
  while (rows < ROWS_MAX && row.test(text)) {
    end = row.lastIndex
    rows++
  }
  return rows < ROWS_MIN ? null : { start, end: start + text.slice(start, end).trimEnd().length }
}

function check(value: string): Verdict | null {
  return /^(?:INSERT INTO|COPY|--)/i.test(value) ? verdict.bare : null
}
