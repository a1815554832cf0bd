/**
 * The migrations are written for a single server. Here each statement becomes those of a cluster: under the name that
 * everyone uses stands a `Distributed` table over the shards, by tenant, and beside it `<name>_local`, replicated, which
 * holds the rows. Views stand on the local tables, so that a row and all that is made of it stay on one shard, and a
 * deduplication token holds there: all rows of an insert are of one tenant, so that a repeat meets the same tables.
 */

const localOf = (table: string): string => `${table}_local`

/** The same path on every replica of a shard; the table's UUID in it lets a name be used again. */
const replicated = `Replicated$1('/clickhouse/tables/{uuid}/{shard}', '{replica}')`

const shardingKey = 'sipHash64(org_id)'

type Match = readonly string[]
type Rule = { of: RegExp; to: (match: Match, cluster: string, tables: ReadonlySet<string>) => string[] }

const rules: readonly Rule[] = [
  {
    of: /^CREATE TABLE (\w+)(\s*\([\s\S]*\)\s*)ENGINE = (Null|\w*MergeTree(?:\([^)]*\))?)([\s\S]*)$/,
    to: ([, name = '', columns = '', engine = '', rest = ''], cluster) => [
      `CREATE TABLE ${localOf(name)} ON CLUSTER ${cluster}${columns}ENGINE = ${engine.replace(/^(\w*MergeTree)(?:\((.*)\))?$/, (_, kind: string, args: string | undefined) => replicated.replace('$1', kind).replace(/\)$/, args ? `, ${args})` : ')'))}${rest.replace('non_replicated_deduplication_window', 'replicated_deduplication_window')}`,
      `CREATE TABLE ${name} ON CLUSTER ${cluster} AS ${localOf(name)} ENGINE = Distributed(${cluster}, currentDatabase(), '${localOf(name)}', ${shardingKey})`,
    ],
  },
  {
    of: /^CREATE MATERIALIZED VIEW (\w+) TO (\w+) AS([\s\S]*)$/,
    to: ([, view = '', target = '', select = ''], cluster, tables) => [
      `CREATE MATERIALIZED VIEW ${view} ON CLUSTER ${cluster} TO ${localOf(target)} AS${select.replace(
        /\b(FROM|JOIN)(\s+)(\w+)/g,
        (whole, word: string, space: string, table: string) =>
          tables.has(table) ? `${word}${space}${localOf(table)}` : whole,
      )}`,
    ],
  },
  {
    of: /^DROP VIEW (IF EXISTS )?(\w+)$/,
    to: ([, ifExists = '', view = ''], cluster) => [
      `DROP VIEW ${ifExists}${view} ON CLUSTER ${cluster} SYNC`,
    ],
  },
  {
    of: /^DROP TABLE (IF EXISTS )?(\w+)$/,
    to: ([, ifExists = '', name = ''], cluster) =>
      [name, localOf(name)].map((table) => `DROP TABLE ${ifExists}${table} ON CLUSTER ${cluster} SYNC`),
  },
  {
    of: /^TRUNCATE TABLE (\w+)$/,
    to: ([, name = ''], cluster) => [`TRUNCATE TABLE ${localOf(name)} ON CLUSTER ${cluster} SYNC`],
  },
  // The `Distributed` tables find the rows by name, so that the new ones are theirs.
  {
    of: /^EXCHANGE TABLES (\w+) AND (\w+)$/,
    to: ([, one = '', other = ''], cluster) => [
      `EXCHANGE TABLES ${localOf(one)} AND ${localOf(other)} ON CLUSTER ${cluster}`,
    ],
  },
  {
    of: /^ALTER TABLE (\w+) ((?:ADD|MATERIALIZE|DROP|CLEAR) (?:INDEX|PROJECTION)|MODIFY TTL|MODIFY SETTING|MATERIALIZE TTL)([\s\S]*)$/,
    to: ([, name = '', action = '', rest = ''], cluster) => [
      `ALTER TABLE ${localOf(name)} ON CLUSTER ${cluster} ${action}${rest}`,
    ],
  },
  {
    of: /^ALTER TABLE (\w+) ((?:ADD|DROP|MODIFY|RENAME|COMMENT) COLUMN[\s\S]*)$/,
    to: ([, name = '', action = ''], cluster) =>
      [localOf(name), name].map((table) => `ALTER TABLE ${table} ON CLUSTER ${cluster} ${action}`),
  },
  // What was stored before is read from all shards and goes to the shard of its tenant.
  { of: /^INSERT INTO \w+ SELECT[\s\S]*$/, to: ([whole = '']) => [whole] },
  { of: /^INSERT INTO \w+\s+\(?[\s\S]*SELECT[\s\S]*$/, to: ([whole = '']) => [whole] },
]

const withoutComments = (statement: string): string => statement.replace(/^\s*--.*$/gm, '').trim()

/**
 * The statements of a migration as a cluster takes them. `tables` are those that exist so far; new ones are added.
 * Errors: throws for a statement that nobody has thought about on a cluster.
 */
export function clusterStatements(statement: string, clusterName: string, tables: Set<string>): string[] {
  const plain = withoutComments(statement)
  const created = /^CREATE TABLE (\w+)/.exec(plain)?.[1]
  if (created !== undefined) tables.add(created)
  for (const { of, to } of rules) {
    const match = of.exec(plain)
    if (match) return to(match, quoted(clusterName), tables)
  }
  throw new Error(`no rule renders this for a cluster: ${plain.slice(0, 200)}`)
}

/** The names of the migrations that were applied, the same on every server. */
export const migrationsTable = (clusterName: string | null): string =>
  clusterName === null
    ? 'CREATE TABLE IF NOT EXISTS schema_migrations (name String, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY name'
    : `CREATE TABLE IF NOT EXISTS schema_migrations ON CLUSTER ${quoted(clusterName)} (name String, applied_at DateTime DEFAULT now()) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/all', '{shard}-{replica}') ORDER BY name`

/** How far a migration is that was begun: see `migrate/steps.ts`. Shape: as `migrationsTable`. */
export const stepsTable = (clusterName: string | null): string =>
  migrationsTable(clusterName)
    .replace('schema_migrations', 'migration_steps')
    .replace('name String,', 'name String, statement UInt32, was String,')

export const onCluster = (clusterName: string | null): string =>
  clusterName === null ? '' : ` ON CLUSTER ${quoted(clusterName)}`

function quoted(name: string): string {
  if (!/^[\w.-]+$/.test(name)) throw new Error(`not the name of a cluster: ${name}`)
  return `'${name}'`
}
