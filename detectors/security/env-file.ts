import { detector, type Span, type Verdict, verdict } from '../detector.ts'

const LINE = /(?:export )?[A-Z][A-Z0-9_]{1,60}=[^\n]{0,400}(?:\n|$)|#[^\n]{0,200}\n|\n/y
const LINES_MIN = 3
const LINES_MAX = 400

/** Files of environment variables: three lines or more of `NAME=value`. Low, because examples of them are everywhere. */
export const envFile = detector({
  code: 'security_env_file',
  label: 'Environment File',
  category: 'security',
  severity: 'low',
  dataType: 'security',
  mechanism: 'region',
  hints: [
    '_host=',
    '_url=',
    '_key=',
    '_port=',
    '_user=',
    'node_env=',
    '_secret=',
    '_password=',
    '_token=',
    '_id=',
    '_name=',
    'debug=',
  ],
  pattern: /(?<![^\n])(?:export )?[A-Z][A-Z0-9_]{1,60}=/g,
  locate,
  check,
  cost: 10,
  examples: {
    find: [
      ['mine:\nDB_HOST=db1\nDB_PORT=5432\nDB_USER=app\nhelp', 'DB_HOST=db1\nDB_PORT=5432\nDB_USER=app'],
      ['NODE_ENV=production\nAPI_URL=https://a\nDEBUG=0', 'NODE_ENV=production\nAPI_URL=https://a\nDEBUG=0'],
      ['export A_KEY=1\nexport B_KEY=2\nexport C_KEY=3', 'export A_KEY=1\nexport B_KEY=2\nexport C_KEY=3'],
      [
        'APP_NAME="x"\n# the database\nDB_URL=a\n\nLOG_KEY=1',
        'APP_NAME="x"\n# the database\nDB_URL=a\n\nLOG_KEY=1',
      ],
    ],
    ignore: [
      ['DB_HOST=db1\nDB_PORT=5432', 'two lines'],
      ['set DB_HOST=db1 and DB_PORT=5432 and DB_USER=app', 'in a sentence'],
      ['db_host=1\ndb_port=2\ndb_user=3', 'names in lower case'],
      ['total_id = 1\nother_id = 2\nmore_id = 3', 'source code'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  LINE.lastIndex = match.index
  let end = match.index
  for (let n = 0; n < LINES_MAX; n++) {
    const line = LINE.exec(text)?.[0] ?? ''
    if (line === '') break
    if (line !== '\n' && !line.startsWith('#')) end = LINE.lastIndex
  }
  return { start: match.index, end: text.charAt(end - 1) === '\n' ? end - 1 : end }
}

function check(value: string): Verdict | null {
  const lines = value.split('\n').filter((line) => /^(?:export )?[A-Z][A-Z0-9_]{1,60}=/.test(line))
  return lines.length >= LINES_MIN ? verdict.bare : null
}
