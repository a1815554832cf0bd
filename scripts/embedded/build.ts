import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = '{analytics,detectors,durable-objects,policy,web,workers}/**/*'
const settings = ['package-lock.json', 'wrangler.toml']
const results = ['dist/web/index.html', 'dist/worker/index.js']

/** Builds the console and the Worker when a source is newer than what was built. Gives whether it built. */
export function buildWhenStale(root: string): boolean {
  const changedAtMs = (path: string): number =>
    statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const builtAtMs = Math.min(...results.map(changedAtMs))
  const newestMs = Math.max(...[...globSync(sources, { cwd: root }), ...settings].map(changedAtMs))
  if (builtAtMs > newestMs) return false
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return true
}
