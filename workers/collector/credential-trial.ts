import type { Result } from '../../analytics/result.ts'
import type { Env } from '../environment.ts'
import { type OpenCredential, vendorContext } from './context.ts'
import { failureMessage, type OutboundFailure } from './outbound-failure.ts'
import type { Validation, Vendor } from './vendor.ts'

/** What came of asking a vendor about a credential. `accepted` null: it could not be asked. */
export type Trial =
  | { accepted: true; accountRef: string; message: null; note: string | null }
  | { accepted: false; message: string }
  | { accepted: null; message: string }

/** A person waits for the answer, so it is given up sooner than in a run. */
const trialMsMax = 25_000

/** Asks the vendor, in its own way, whether it takes a credential. */
export async function tryCredential(env: Env, vendor: Vendor, opened: OpenCredential): Promise<Trial> {
  const asked = await withinTime(vendor.validate(vendorContext(env, vendor, opened)))
  if (asked.ok) {
    const { accountRef, note } = asked.value
    return { accepted: true, accountRef: accountRef ?? '', message: null, note: note ?? null }
  }
  return { accepted: isRefusal(asked.failure) ? false : null, message: failureMessage(asked.failure) }
}

async function withinTime(
  asking: Promise<Result<Validation, OutboundFailure>>,
): Promise<Result<Validation, OutboundFailure>> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<Result<Validation, OutboundFailure>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, failure: { tag: 'timeout' } }), trialMsMax)
  })
  return Promise.race([asking, late]).finally(() => timer !== null && clearTimeout(timer))
}

/** Whether the vendor, or our own guard, said no, rather than that nobody could be asked. */
function isRefusal({ tag }: OutboundFailure): boolean {
  return ['unauthorized', 'forbidden', 'not_found', 'gone', 'rejected', 'refused_url'].includes(tag)
}
