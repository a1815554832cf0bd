import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The objects of a file with one JSON object a line. The caller names their shape. */
export function readLines<T>(dataDir: string, ...path: readonly string[]): T[] {
  return readFileSync(join(dataDir, ...path), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
