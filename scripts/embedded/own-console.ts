import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Copies a built console into the data folder and gives where it is: the names of its files change with every build, and
 * an instance that runs goes on with those that it started with.
 */
export function ownConsole(built: string, dataDir: string): string {
  const own = join(dataDir, 'console')
  rmSync(own, { recursive: true, force: true })
  cpSync(built, own, { recursive: true })
  return own
}
