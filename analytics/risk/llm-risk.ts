import type { DetectionProfile } from '../detection.ts'
import { type Risk, riskLabel } from './risk-label.ts'

const longPromptChars = 2000
const sensitiveWords = /\b(?:passwords?|api[ _-]?keys?|secrets?|database access|private data|credentials?)\b/i

/**
 * Risk of one LLM call: 0.5 sensitive + 0.3 jailbreak + 0.2 length, length being characters / 2000 up to 1. `own` are the
 * organization's own detectors, of which those of secrets count as any other.
 */
export function llmRisk(
  prompt: string,
  hitCodes: readonly string[],
  own: DetectionProfile['labels'] = new Map(),
): Risk {
  const isSecret = (code: string) => code.startsWith('secret_') || own.get(code)?.category === 'secret'
  const sensitive = hitCodes.some(isSecret) || sensitiveWords.test(prompt)
  const jailbreak = hitCodes.includes('prompt_injection')
  const length = Math.min(prompt.length / longPromptChars, 1)
  const score = 0.5 * Number(sensitive) + 0.3 * Number(jailbreak) + 0.2 * length
  const flags = [
    ...(sensitive ? ['sensitive_content'] : []),
    ...(jailbreak ? ['jailbreak_pattern'] : []),
    ...(length === 1 ? ['long_prompt'] : []),
  ]
  return { score, label: riskLabel(score), flags }
}
