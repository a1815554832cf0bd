import { scan } from '../../detectors/index.ts'
import { haiGuardrails } from './rivals/hai-guardrails.ts'
import { openRedaction } from './rivals/openredaction.ts'
import { redactPii } from './rivals/redact-pii.ts'
import { redactPiiNode } from './rivals/redactpii-node.ts'
import type { Tool } from './tool.ts'

/** The project's own detectors, at the levels that are acted on unless a tenant says otherwise. */
export const aegisflow: Tool = Object.freeze({
  name: 'aegisflow',
  find: async (text: string) =>
    scan(text)
      .findings.filter(({ level }) => level !== 'low')
      .map(({ code, start, end }) => ({ type: code, start, end })),
})

/** The same with what is of level low, which is redacted and not acted on. */
export const aegisflowWithLow: Tool = Object.freeze({
  name: 'aegisflow, with low',
  find: async (text: string) =>
    scan(text).findings.map(({ code, start, end }) => ({ type: code, start, end })),
})

/** The project and the packages that users would otherwise pick. */
export const tools: readonly Tool[] = Object.freeze([
  aegisflow,
  openRedaction,
  redactPii,
  redactPiiNode,
  haiGuardrails,
])

/** The same tool with all kinds of credentials as one. */
export function asCredentials(tool: Tool): Tool {
  return {
    name: tool.name,
    find: async (text) =>
      (await tool.find(text)).map((one) =>
        one.type.startsWith('secret_') ? { ...one, type: 'secret' } : one,
      ),
  }
}
