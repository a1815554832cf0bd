/** A migration file as it is run. */
export type Migration = { name: string; statements: string[] }

/** The database that is migrated. `ask` gives the first column of an answer, which is text. */
export type MigratedStore = { run(statement: string): Promise<void>; ask(query: string): Promise<string[]> }

const insertOf = /^INSERT INTO (\w+)\b/
const exchangeOf = /^EXCHANGE TABLES (\w+) AND \w+/

const plain = (statement: string): string => statement.replace(/^\s*--.*$/gm, '').trim()

/**
 * Statements in which each copy begins with empty tables, so that one that was cut off can begin again. Errors: throws
 * when a migration copies into a table that it did not make itself: what was there before would be lost.
 */
export function withEmptyTargets(name: string, statements: readonly string[]): string[] {
  const made = new Map<string, string>()
  return statements.flatMap((statement) => {
    const [, created, engine = ''] =
      /^CREATE TABLE (\w+)[\s\S]*?\bENGINE = (\w+)/.exec(plain(statement)) ?? []
    if (created !== undefined) made.set(created, engine)
    const target = insertOf.exec(plain(statement))?.[1]
    if (target === undefined) return [statement]
    const keeps = [...made].filter(([, each]) => each !== 'Null').map(([table]) => table)
    if (!made.has(target)) throw new Error(`${name} copies into ${target}, which it did not make`)
    // What goes into a table that keeps nothing goes on into those behind it.
    const filled = made.get(target) === 'Null' ? keeps : [target]
    return [...filled.map((table) => `TRUNCATE TABLE ${table}`), statement]
  })
}

const conditions: readonly (readonly [of: RegExp, condition: string])[] = [
  [/^(CREATE TABLE |CREATE MATERIALIZED VIEW )(?!IF )/, 'IF NOT EXISTS '],
  [/^(DROP TABLE |DROP VIEW )(?!IF )/, 'IF EXISTS '],
  [/^(ALTER TABLE [^(]+? ADD (?:COLUMN|INDEX) )(?!IF )/, 'IF NOT EXISTS '],
]

/** A statement that changes nothing when it is run again. */
export function ifNeeded(statement: string): string {
  return conditions.reduce(
    (text, [of, condition]) => text.replace(of, (begin) => `${begin}${condition}`),
    plain(statement),
  )
}

/**
 * Runs what is left of a migration. Each copy is written down when it is done, and so is an exchange of tables, which
 * done twice would be undone; before it, which table it was. What stands between is harmless to repeat.
 */
export async function applyMigration(store: MigratedStore, { name, statements }: Migration): Promise<void> {
  const passed = await store.ask(
    `SELECT toString(max(statement) + 1) FROM migration_steps WHERE name = ${quoted(name)} AND was = '' HAVING count() > 0`,
  )
  const write = (statement: number, was: string) =>
    store.run(
      `INSERT INTO migration_steps (name, statement, was) VALUES (${quoted(name)}, ${statement}, ${quoted(was)})`,
    )
  for (let at = Number(passed[0] ?? 0); at < statements.length; at += 1) {
    const statement = ifNeeded(statements[at] ?? '')
    const exchanged = exchangeOf.exec(statement)?.[1]
    if (exchanged === undefined) await store.run(statement)
    else {
      const [now = ''] = await store.ask(
        `SELECT toString(uuid) FROM system.tables WHERE database = currentDatabase() AND name = ${quoted(exchanged)}`,
      )
      const [was] = await store.ask(
        `SELECT was FROM migration_steps WHERE name = ${quoted(name)} AND statement = ${at} AND was != '' LIMIT 1`,
      )
      if (was === undefined) await write(at, now)
      if (was === undefined || was === now) await store.run(statement)
    }
    if (exchanged !== undefined || insertOf.test(statement)) await write(at, '')
  }
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
