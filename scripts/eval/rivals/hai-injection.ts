import { injectionGuard } from '@presidio-dev/hai-guardrails'
import type { Judge } from '../judging.ts'

const guard = injectionGuard({ roles: ['user'] }, { mode: 'pattern', threshold: 0.5 })

/** The package `@presidio-dev/hai-guardrails`: its guard against injections by patterns; its heuristics do not start as published. */
export const haiInjection: Judge = Object.freeze({
  name: '@presidio-dev/hai-guardrails',
  isAttack: async (text: string) => {
    const [result] = await guard([{ role: 'user', content: text }])
    return result?.passed === false
  },
})
