import type { Category, DataType, Detector, Finding, Mechanism, Severity } from './detector.ts'
import { type How, type Redacted, redact as redactAs } from './redaction/redact.ts'
import { registry } from './registry.ts'
import { scanner } from './scanner.ts'

export type { Category, DataType, Finding, Level, Severity } from './detector.ts'
export { fromBase64 } from './engine/base64.ts'
export type { PartialReason } from './engine/inspect.ts'
export type { Origin } from './prompt-injection/score.ts'
export { restore } from './redaction/redact.ts'
export type { ScanOptions, ScanResult } from './scanner.ts'
export { mostSevere, severityRank } from './severity.ts'
export type { AllowList } from './tenant/allowed.ts'
export { type CustomDetector, faultOf, runnable } from './tenant/custom.ts'
export type { Thresholds } from './tenant/thresholds.ts'
export { detectorVersion } from './version.ts'

/** What the catalogue tells about a detector. */
export interface CatalogueEntry {
  readonly code: string
  readonly label: string
  readonly category: Category
  readonly severity: Severity
  readonly dataType: DataType
  readonly mechanism: Mechanism
  /** Texts that it is tested with. */
  readonly examplesCount: number
}

/** Every detector that a scan runs. */
export const detectors: readonly CatalogueEntry[] = Object.freeze(
  registry.map(({ code, label, category, severity, dataType, mechanism, examples }) =>
    Object.freeze({
      code,
      label,
      category,
      severity,
      dataType,
      mechanism,
      examplesCount: examples.find.length + examples.ignore.length,
    }),
  ),
)

/**
 * Finds personal data, health data and prompt injection in a text, at every level; the caller chooses which to act on.
 * It takes time linear in the text, and what a budget leaves out is said in `inspected` and `reason`.
 */
export const scan = scanner(registry)

/** Tells whether one value passes a detector's shape and checksum. An unknown code passes nothing. */
export function check(code: string, value: string): boolean {
  const found = registry.find((detector) => detector.code === code)
  return found !== undefined && passes(found, value)
}

function passes(detector: Detector, value: string): boolean {
  if ('check' in detector) return detector.check(value)?.sound === true
  return scan(value).findings.some(({ code }) => code === detector.code)
}

/** A form of redaction that needs nothing besides may be told by its name alone. */
type NamedForm = 'placeholder' | 'mask' | 'label' | 'partial'

/** As `redact` of redaction/: puts another form where something was found, `[REDACTED]` unless told otherwise. */
export const redact = <F extends Finding>(
  text: string,
  findings: readonly F[],
  how: How<F> | NamedForm = {},
): Redacted<F> => redactAs(text, findings, typeof how === 'string' ? { as: how } : how)
