/**
 * Why a call to a vendor gave nothing. `detail` is the vendor's own message, cut short and without anything that
 * looks like a key. Units: `retryAfterMs` milliseconds from now, null when the vendor names no time.
 */
export type OutboundFailure =
  | { tag: 'refused_url'; reason: string }
  | { tag: 'network' }
  | { tag: 'timeout' }
  | { tag: 'redirect'; status: number; location: string | null }
  | { tag: 'too_large'; bodyBytesMax: number }
  | { tag: 'bad_json'; reason: string }
  | { tag: 'unauthorized'; detail: string | null }
  | { tag: 'forbidden'; detail: string | null }
  | { tag: 'not_found'; detail: string | null }
  | { tag: 'rate_limited'; retryAfterMs: number | null }
  /** A page cursor that no longer holds: the window is read again from its start. */
  | { tag: 'gone'; detail: string | null }
  | { tag: 'rejected'; status: number; detail: string | null; code: string | null }
  /** The host kept failing, so it is not asked for a while. */
  | { tag: 'circuit_open'; retryAfterMs: number }
  /** `mayRepeat` is false when the vendor asks not to be asked again. */
  | { tag: 'server_error'; status: number; retryAfterMs: number | null; mayRepeat: boolean }

/** Whether the failure speaks of the vendor's health, which is what a circuit breaker counts; a 4xx never does. */
export function isVendorDown({ tag }: OutboundFailure): boolean {
  return tag === 'network' || tag === 'timeout' || tag === 'server_error'
}

/** One sentence for people; holds no header and no key. */
export function failureMessage(failure: OutboundFailure): string {
  switch (failure.tag) {
    case 'refused_url':
      return `The address was refused: ${failure.reason}.`
    case 'network':
      return 'The vendor could not be reached.'
    case 'timeout':
      return 'The vendor did not answer in time.'
    case 'redirect':
      return `The vendor answered with a redirect (${failure.status}), which is not followed.`
    case 'too_large':
      return `The answer is larger than ${failure.bodyBytesMax} bytes.`
    case 'bad_json':
      return `The answer is not what the vendor documents: ${failure.reason}.`
    case 'unauthorized':
      return withDetail('The vendor does not accept the credential', failure.detail)
    case 'forbidden':
      return withDetail('The credential lacks a permission', failure.detail)
    case 'not_found':
      return withDetail('The vendor does not offer this to the account', failure.detail)
    case 'gone':
      return withDetail('The vendor no longer knows the page that was asked for', failure.detail)
    case 'rate_limited':
      return 'The vendor asks to slow down.'
    case 'circuit_open':
      return 'The vendor kept failing and is left alone for a moment; it is tried again shortly.'
    case 'rejected':
      return withDetail(`The vendor rejected the request (${failure.status})`, failure.detail)
    case 'server_error':
      return `The vendor failed (${failure.status}).`
  }
}

function withDetail(sentence: string, detail: string | null): string {
  return detail ? `${sentence}: ${detail}` : `${sentence}.`
}
