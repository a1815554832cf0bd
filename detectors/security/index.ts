import type { Detector } from '../detector.ts'
import { envFile } from './env-file.ts'
import { internalHost } from './internal-host.ts'
import { promptInjection } from './prompt-injection.ts'
import { sourceCode } from './source-code.ts'
import { sqlDump } from './sql-dump.ts'
import { stackTrace } from './stack-trace.ts'

/** Attacks and leaks of code, in the order of the catalogue. */
export const securityDetectors: readonly Detector[] = [
  promptInjection,
  sourceCode,
  envFile,
  sqlDump,
  stackTrace,
  internalHost,
]
