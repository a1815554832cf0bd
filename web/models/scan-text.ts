import {
  type CustomDetector,
  type Finding,
  faultOf,
  type Origin,
  type PartialReason,
  redact,
  scan,
  type Thresholds,
} from '../../detectors/index.ts'

/** What stands where something was found; `key` is that of the forms which need one. */
export type RedactionForm = 'placeholder' | 'mask' | 'label' | 'partial' | 'hash' | 'pseudonym'

export type ScanQuestion = {
  readonly text: string
  readonly origin: Origin
  readonly thresholds: Thresholds
  readonly custom: readonly CustomDetector[]
  readonly redaction: RedactionForm
  readonly key: Uint8Array
}

export type ScanAnswer = {
  readonly question: ScanQuestion
  readonly findings: readonly Finding[]
  /** From 0 to 1: all signs of prompt injection together, and without the learned part. */
  readonly injection: { readonly score: number; readonly rulesScore: number }
  /** Null where the whole text was inspected. */
  readonly partial: PartialReason | null
  readonly redacted: string
  /** What is wrong with own detectors, by name; those are left out of the scan. */
  readonly faults: Readonly<Record<string, string>>
  /** Of the scan that found the findings. */
  readonly tookMs: number
}

/** Scans a text with the detectors that the server runs, and redacts it. */
export function scanText(question: ScanQuestion, clockMs: () => number): ScanAnswer {
  const { text, origin, thresholds, redaction, key } = question
  const faults: Record<string, string> = {}
  const custom: CustomDetector[] = []
  for (const one of question.custom) {
    const fault = faultOf(one, custom)
    if (fault === null) custom.push(one)
    else faults[one.name] = fault
  }
  const options = { origin, thresholds, custom }
  const startedAtMs = clockMs()
  const { findings, scores, reason } = scan(text, options)
  const tookMs = clockMs() - startedAtMs
  const rules = scan(text, { origin, learned: false })
  return {
    question,
    findings,
    injection: { score: scores.prompt_injection, rulesScore: rules.scores.prompt_injection },
    partial: reason ?? null,
    redacted: redact(text, findings, { as: redaction, key }).text,
    faults,
    tookMs,
  }
}
