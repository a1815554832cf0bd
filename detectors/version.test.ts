import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { detectorVersion } from './index.ts'

/**
 * What the detectors were when their version was last counted up: every source of this room without types, comments and
 * layout. When it differs, what texts are judged by has changed: count `detectorVersion` up and put the new one here.
 */
const fingerprints: Readonly<Record<string, string>> = {
  '2026.11.18': '3432ad144ec41ef2e5b6ef404b9e106b',
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.ts') && !/\.test\.ts$|^version\.ts$|^hostile\.ts$|^index\.ts$/.test(path),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
  const compilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    removeComments: true,
  }
  for (const path of sources) {
    const text = readFileSync(join(import.meta.dirname, path), 'utf8')
    hash.update(`${path}\n${ts.transpileModule(text, { compilerOptions }).outputText}\n`)
  }
  return hash.digest('hex').slice(0, 32)
}

it('the version is counted up with every change of rules, weights and checks', () => {
  expect({ [detectorVersion]: fingerprint() }).toEqual(fingerprints)
})
