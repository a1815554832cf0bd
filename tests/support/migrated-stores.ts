import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startStack } from '../../scripts/embedded/stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose stores are migrated and hold nobody, or '' when ClickHouse stands elsewhere. */
    migratedStores: string
  }
}

/** What an instance leaves of its stores; its secrets and its objects are every instance's own. */
const stores = ['clickhouse', join('workerd', 'd1')]

/** Builds and migrates once for a whole run: each test's instance begins with a copy. */
export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  if (process.env.CLICKHOUSE_URL) {
    project.provide('migratedStores', '')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'aegisflow-migrated-'))
  const stack = await startStack({ dataDir: folder, port: 0, demo: false, cron: false })
  await stack.stop()
  project.provide('migratedStores', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Puts migrated stores into a data folder that has none yet. */
export function copyMigratedStores(dataDir: string): void {
  const from = inject('migratedStores')
  if (from === '' || (existsSync(dataDir) && readdirSync(dataDir).length > 0)) return
  for (const store of stores) {
    cpSync(join(from, store), join(dataDir, store), { recursive: true, verbatimSymlinks: true })
  }
}
