import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { engineFailure } from './errors.ts'
import { literal } from './sql.ts'

/** What the engine says of a finished statement. */
export type Outcome = { bytes: Uint8Array; elapsed: number; rowsRead: number; bytesRead: number }

type Connection = { readonly connection: unique symbol }
type Addon = {
  CreateConnection(path: string, args?: readonly string[]): Connection
  CloseConnection(connection: Connection): void
  QueryAsyncConnection(connection: Connection, sql: string, format: string): Promise<Outcome>
}

/** One connection to the engine. It runs one statement at a time and forgets its settings when closed. */
export type Session = {
  run(sql: string, format?: string): Promise<Outcome>
  close(): void
}

/** The open engine: sessions beside each other over one data folder. */
export type Engine = {
  readonly version: string
  readonly timezone: string
  readonly hostName: string
  /** Sessions that are open now. */
  readonly openSessions: number
  session(): Session
  /** Asks the engine to stop what runs under this log comment, or all that runs. */
  cancel(comment?: string): Promise<void>
  close(): void
}

/**
 * Opens the engine over `dir`.
 * Shape: `workDir` is the gateway's own folder in it. `memoryMaxMb` bounds all queries together.
 * Errors: throws when another process holds the folder.
 */
export async function openEngine(dir: string, workDir: string, memoryMaxMb: number): Promise<Engine> {
  const addon = loadAddon()
  mkdirSync(workDir, { recursive: true })
  const configPath = join(workDir, 'config.xml')
  writeFileSync(configPath, configXml(memoryMaxMb))
  // Held for as long as the process lives: when its last connection closes the engine unloads its tables.
  const keeper = addon.CreateConnection(dir, [`--config-file=${configPath}`])
  let openSessions = 0
  const session = (): Session => {
    const connection = addon.CreateConnection(dir)
    openSessions++
    return {
      run: async (sql, format = 'TabSeparated') => {
        try {
          return await addon.QueryAsyncConnection(connection, sql, format)
        } catch (error) {
          throw engineFailure(error)
        }
      },
      close: () => {
        addon.CloseConnection(connection)
        openSessions--
      },
    }
  }
  const once = async (sql: string): Promise<string[]> => {
    const own = session()
    try {
      const { bytes } = await own.run(sql)
      return Buffer.from(bytes).toString('utf8').trimEnd().split('\t')
    } finally {
      own.close()
    }
  }
  const [version = '', timezone = '', hostName = ''] = await once('SELECT version(), timezone(), hostName()')
  return {
    version,
    timezone,
    hostName,
    get openSessions() {
      return openSessions
    },
    session,
    cancel: async (comment) => {
      // SYNC would wait for ever inside chDB 26.7 (2026-11): the waiting and the ending share a thread.
      const which = comment === undefined ? '1' : `Settings['log_comment'] = ${literal(comment)}`
      await once(`KILL QUERY WHERE ${which} ASYNC`)
    },
    close: () => addon.CloseConnection(keeper),
  }
}

// The package's Session holds every close back until no query runs in the whole process, which under load is
// never; closing is safe as soon as that one connection is idle. Its exports do not offer the addon itself.
function loadAddon(): Addon {
  const require = createRequire(import.meta.url)
  const loader = join(dirname(require.resolve('chdb/package.json')), 'dist', 'loader.js')
  return (require(loader) as { loadNative(): Addon }).loadNative()
}

function configXml(memoryMaxMb: number): string {
  const bytes = Math.round(memoryMaxMb * 1e6)
  return `<clickhouse>
  <max_server_memory_usage>${bytes}</max_server_memory_usage>
  <mark_cache_size>${Math.round(bytes / 16)}</mark_cache_size>
  <uncompressed_cache_size>${Math.round(bytes / 16)}</uncompressed_cache_size>
</clickhouse>
`
}
