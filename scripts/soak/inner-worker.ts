import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'

const compilerOptions = {
  module: ModuleKind.ESNext,
  target: ScriptTarget.ES2024,
  allowImportingTsExtensions: true,
}

const modules = ['inner-crowd.ts', 'crowd.ts'].map((path) => ({
  type: 'ESModule' as const,
  path,
  contents: transpileModule(readFileSync(join(import.meta.dirname, path), 'utf8'), { compilerOptions })
    .outputText,
}))

/** The Worker of `inner-crowd.ts`, to be put beside the one whose stream it reads. */
export const innerCrowd = {
  name: 'crowd',
  modules,
  modulesRoot: '/',
  compatibilityDate: '2026-11-01',
  serviceBindings: { AEGISFLOW: 'aegisflow' },
  durableObjects: { CROWD: 'InnerCrowd' },
}
