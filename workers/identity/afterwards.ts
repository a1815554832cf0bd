import type { RouteContext } from '../http/route.ts'

/** Units: milliseconds from the answer; a little chance, so that what follows cannot be timed by the next request. */
const waitMsMin = 40
const waitMsMore = 80

/**
 * Does what depends on whether an account exists, once the answer is out: measured, work that merely ran beside the
 * answer made it three times as slow for an address that has an account.
 */
export function afterwards(context: Pick<RouteContext, 'waitUntil'>, work: () => Promise<void>): void {
  const [chance = 0] = crypto.getRandomValues(new Uint8Array(1))
  const waitMs = waitMsMin + (chance / 255) * waitMsMore
  context.waitUntil(new Promise<void>((resolve) => setTimeout(resolve, waitMs)).then(work))
}
