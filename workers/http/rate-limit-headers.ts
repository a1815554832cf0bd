import type { Standing } from '../../durable-objects/quota-book.ts'

/** What was allowed and what is left of it. Source: draft-ietf-httpapi-ratelimit-headers-10. */
export function rateLimitHeaders(standings: readonly Standing[]): Record<string, string> {
  if (standings.length === 0) return {}
  return {
    'ratelimit-policy': standings
      .map(({ name, quota, windowS }) => `"${name}";q=${quota};w=${windowS}`)
      .join(', '),
    ratelimit: standings
      .map(({ name, remaining, resetS }) => `"${name}";r=${remaining};t=${resetS}`)
      .join(', '),
  }
}
