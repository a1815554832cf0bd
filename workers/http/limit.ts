/**
 * What a route says of its limit. `whenDown` is what happens while the limiter does not answer: who is let in then is
 * checked against the control plane itself. Not given: reads are allowed, everything else is refused.
 */
export type LimitDeclaration = { exempt: string } | { policy?: 'registration'; whenDown?: 'allow' | 'refuse' }

/** The limit of a route: those who sign in are charged by who they are, anybody else by address. */
export type Limit =
  | { exempt: string }
  | { exempt: null; policy: 'caller' | 'address' | 'registration'; whenDown: 'allow' | 'refuse' }

export function limitOf(name: string, isPublic: boolean, declared: LimitDeclaration = {}): Limit {
  if ('exempt' in declared) return declared
  return {
    exempt: null,
    policy: declared.policy ?? (isPublic ? 'address' : 'caller'),
    whenDown: declared.whenDown ?? (name.startsWith('GET ') ? 'allow' : 'refuse'),
  }
}

/** The limit as the API's own description tells it. */
export function limitInWords(limit: Limit): Record<string, unknown> {
  if (limit.exempt !== null) return { exempt: limit.exempt }
  const policies = limit.policy === 'caller' ? ['key or user', 'organization'] : [limit.policy]
  return { policies, when_down: limit.whenDown }
}
