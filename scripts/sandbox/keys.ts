import { hashText, idText } from '../demo/chance.ts'

/** What an OpenAI key may do. Source: the scope names in the vendor's own refusals. */
export type Scope = 'api.usage.read' | 'api.management.read' | 'api.audit_logs.read' | 'api.model.read'

/**
 * Every key the sandbox knows, in the vendors' own shapes. The first two are what a customer would connect.
 */
type SandboxKeys = {
  readonly openai: string
  readonly anthropic: string
  /** Restricted admin keys: one that may only read usage and costs, one that may read everything else. */
  readonly openaiUsageOnly: string
  readonly openaiWithoutUsage: string
  /** Keys for inference, which the admin paths refuse. */
  readonly openaiProject: string
  readonly anthropicInference: string
  /** Keys of ChatGPT Enterprise and of Claude Enterprise. */
  readonly openaiCompliance: string
  readonly anthropicEnterprise: string
}

const WORD = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'

/** The sandbox's keys for a seed. */
export function sandboxKeys(seed: string): SandboxKeys {
  const word = (label: string, length: number) => idText(hashText(`${seed}/key/${label}`), length, WORD)
  const openaiKey = (kind: string, label: string) =>
    `sk-${kind}-${word(`${label}/head`, 58)}T3BlbkFJ${word(`${label}/tail`, 58)}`
  const anthropicKey = (kind: string) => `sk-ant-${kind}-${word(kind, 93)}AA`
  return {
    openai: openaiKey('admin', 'openai'),
    anthropic: anthropicKey('admin01'),
    openaiUsageOnly: openaiKey('admin', 'openai/usage-only'),
    openaiWithoutUsage: openaiKey('admin', 'openai/without-usage'),
    openaiProject: openaiKey('proj', 'openai/project'),
    anthropicInference: anthropicKey('api03'),
    openaiCompliance: `sk-compliance-${word('openai/compliance', 48)}`,
    anthropicEnterprise: anthropicKey('api01'),
  }
}

/** The scopes of each OpenAI key of the sandbox. */
export function openaiScopes(seed: string): ReadonlyMap<string, ReadonlySet<Scope>> {
  const keys = sandboxKeys(seed)
  return new Map<string, ReadonlySet<Scope>>([
    [keys.openai, new Set(['api.usage.read', 'api.management.read', 'api.audit_logs.read'])],
    [keys.openaiUsageOnly, new Set(['api.usage.read'])],
    [keys.openaiWithoutUsage, new Set(['api.management.read', 'api.audit_logs.read'])],
    [keys.openaiProject, new Set(['api.model.read'])],
  ])
}

/** A key as a log may show it: its kind and its last four characters. */
export function redactKey(key: string): string {
  const kind = /^(sk-ant-[a-z0-9]+-|sk-[a-z]+-)?/.exec(key)?.[0] ?? ''
  return key.length < 20 ? '***' : `${kind}***${key.slice(-4)}`
}
