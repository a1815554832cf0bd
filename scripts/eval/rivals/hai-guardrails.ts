import { piiGuard } from '@presidio-dev/hai-guardrails'
import { spansOf, type Tool } from '../tool.ts'

// On 2026-11-21 version 1.12.0 starts a worker thread from a path of its author's machine; the error of that thread
// would end the process, and nothing that is measured here needs the thread.
process.on('uncaughtException', (error) => {
  if (!error.message.includes('piscina/dist/worker.js')) throw error
})

const TYPES: Readonly<Record<string, string>> = {
  EMAIL: 'pii_email',
  PHONE: 'pii_phone',
  SSN: 'pii_ssn',
  'CREDIT-CARD': 'pii_credit_card',
  'IP-ADDRESS': 'pii_ip',
  ICD10: 'phi_icd10',
  MRN: 'phi_mrn',
  NPI: 'phi_npi',
  DEA: 'phi_dea',
}
const guard = piiGuard()

/** The package `@presidio-dev/hai-guardrails`: its guard for personal data, which works by patterns. */
export const haiGuardrails: Tool = Object.freeze({
  name: '@presidio-dev/hai-guardrails',
  find: async (text: string) => {
    const [result] = await guard([{ role: 'user', content: text }])
    const redacted = result?.modifiedMessage?.content ?? text
    return spansOf(text, redacted, /\[REDACTED-[A-Z0-9-]+\]/g, (mark) => {
      const name = mark.slice('[REDACTED-'.length, -1)
      return TYPES[name] ?? name
    })
  },
})
