import { type Finding, redact, scan } from '../detectors/index.ts'
import { violationOf } from '../policy/violation.ts'
import type { EventFinding, Severity } from './contract/event.ts'
import type { Corrected, Correction, StoredEvent } from './correction.ts'
import type { EventRow } from './event-row.ts'
import { scanOptionsOf } from './inspect.ts'
import { type Judging, judged, judgementOf, type Original } from './judged.ts'
import { readable } from './ml/readable.ts'
import { llmRisk } from './risk/llm-risk.ts'
import { riskLabel } from './risk/risk-label.ts'

/** What today's detectors say of an event whose texts are known. */
export const rescanned = (stored: StoredEvent, original: Original, judging: Judging): Corrected =>
  ofKind(stored, judged(original, judging).columns, judging)

/**
 * What today's detectors say besides of an event of which only redacted excerpts are known. It only adds: what redaction
 * took out cannot be found again, so nothing that was found is taken back, and a verdict only becomes more severe.
 */
export const rescannedExcerpts = (stored: StoredEvent, judging: Judging): Corrected =>
  ofKind(stored, excerptsAgain(stored, judging), judging)

/**
 * A prediction's risk comes from its figures and not from its words, and some of its texts stand beside the excerpts. What
 * was taken out of these stays out.
 */
function ofKind(stored: StoredEvent, said: Corrected, judging: Judging): Corrected {
  if (stored.kind !== 'ml') return said
  const { risk_score: _score, risk_label: _label, flags: _flags, ...ofTexts } = said
  if (!stored.ml) return ofTexts
  return { ...ofTexts, ml: JSON.stringify(readable(JSON.parse(stored.ml), judging)) }
}

/** Codes of detectors by what a correction does to their part in an event. */
export type ChangedDetectors = { found: string[]; gone: string[] }

/** Which detectors find something in an event now that did not before, and which no longer do. */
export function changedDetectors({ before, row }: Correction): ChangedDetectors {
  const then = codesOf(before)
  const now = codesOf(row)
  const of = (codes: Set<string>, others: Set<string>) => [...codes].filter((code) => !others.has(code))
  return { found: of(now, then), gone: of(then, now) }
}

const codesOf = ({ compliance_hits = [], findings = [] }: EventRow): Set<string> =>
  new Set([...compliance_hits, ...findings.map(({ code }) => code)])

function excerptsAgain(stored: StoredEvent, judging: Judging): Corrected {
  const known = stored.findings ?? []
  const prompt = excerptAgain(stored.prompt_excerpt ?? '', 'prompt', known, judging)
  const response = excerptAgain(stored.response_excerpt ?? '', 'response', known, judging)
  const added = [...prompt.added, ...response.added]
  if (added.length === 0) return {}
  const { counts, hitOf } = judgementOf(judging.detection)
  const hits = added.filter(counts).map(hitOf)
  const before = stored.violation_type
    ? {
        type: stored.violation_type,
        label: stored.violation_label ?? null,
        severity: (stored.severity || null) as Severity | null,
      }
    : null
  const violation = violationOf(hits, before, () => null)
  const compliance_hits = [...new Set([...(stored.compliance_hits ?? []), ...hits.map(({ code }) => code)])]
  return {
    findings: [...prompt.findings, ...response.findings],
    prompt_excerpt: prompt.text,
    response_excerpt: response.text,
    compliance_hits,
    violation_type: violation.type ?? '',
    violation_label: violation.label ?? '',
    severity: violation.severity ?? '',
    ...raisedRisk(stored, compliance_hits, judging),
  }
}

type ExcerptAgain = { text: string; findings: EventFinding[]; added: Finding[] }

/** An excerpt with what is found in it today; a mark of redaction is no text, so nothing is found in one. */
function excerptAgain(
  text: string,
  field: EventFinding['field'],
  known: readonly EventFinding[],
  judging: Judging,
): ExcerptAgain {
  const old = known.filter((finding) => finding.field === field)
  if (text === '') return { text, findings: [...old], added: [] }
  const { isData } = judgementOf(judging.detection)
  const taken = [
    ...old,
    ...[...text.matchAll(/\[[^\][]{1,60}\]/g)].map(({ index, 0: mark }) => ({
      code: '',
      start: index,
      end: index + mark.length,
    })),
  ]
  const overlaps = (finding: Finding): boolean =>
    taken.some(
      ({ code, start, end }) =>
        finding.start < end && start < finding.end && (isData(finding.code) || code === finding.code),
    )
  const { findings } = scan(text, scanOptionsOf(field === 'prompt' ? 'user' : 'assistant', judging))
  const added = findings.filter((finding) => !overlaps(finding))
  if (added.length === 0) return { text, findings: [...old], added }
  const all = [...old.map((finding) => ({ ...finding, severity: 'low' as const })), ...added]
  const isOld = new Set<Finding>(all.slice(0, old.length))
  const redacted = redact<Finding>(text, all, {
    keep: (finding) => isOld.has(finding) || !isData(finding.code),
  })
  return {
    text: redacted.text,
    added,
    findings: redacted.findings.map(({ code, start, end, level, confidence }) => ({
      code,
      field,
      start,
      end,
      level,
      confidence,
    })),
  }
}

/** The excerpt is not the prompt, so only what new hits add to the risk is added. */
function raisedRisk(stored: StoredEvent, hits: readonly string[], judging: Judging): Corrected {
  const now = llmRisk(stored.prompt_excerpt ?? '', hits, judging.detection.labels)
  const flags = stored.flags ?? []
  const gained = now.flags.filter((flag) => flag !== 'long_prompt' && !flags.includes(flag))
  if (gained.length === 0) return {}
  const weights: Record<string, number> = { sensitive_content: 0.5, jailbreak_pattern: 0.3 }
  const more = gained.reduce((sum, flag) => sum + (weights[flag] ?? 0), 0)
  const score = Math.min(1, (stored.risk_score ?? 0) + more)
  return { risk_score: score, risk_label: riskLabel(score), flags: [...gained, ...flags] }
}
