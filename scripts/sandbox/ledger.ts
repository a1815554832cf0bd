import type { Traffic } from './traffic.ts'
import type { VendorLedger } from './wire.ts'

/** A span of whole days as of a moment. Units: epoch milliseconds, end excluded. */
export type Span = { readonly fromMs: number; readonly toMs: number; readonly nowMs: number }

/** The sums of a vendor's traffic in a span. `costsNano` is for the vendor's own cost report to say. */
export function trafficSums(
  traffic: Traffic,
  { fromMs, toMs, nowMs }: Span,
): Omit<VendorLedger, 'costsNano'> {
  const sums = { requests: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0 }
  traffic.visit(fromMs, toMs, nowMs, ({ meter, counted }) => {
    sums.requests += meter.requests * counted
    sums.tokensIn += meter.inputTokens * counted
    sums.tokensOut += meter.outputTokens * counted
    sums.tokensCached += meter.cacheReadTokens * counted
  })
  return sums
}

/** The same of a vendor that reports every call by itself: once it is reported, and never twice. */
export function singleCallSums(
  traffic: Traffic,
  { fromMs, toMs, nowMs }: Span,
): Omit<VendorLedger, 'costsNano'> {
  const sums = { requests: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0 }
  traffic.visit(fromMs, toMs, nowMs, ({ meter }) => {
    sums.requests += 1
    sums.tokensIn += meter.inputTokens
    sums.tokensOut += meter.outputTokens
    sums.tokensCached += meter.cacheReadTokens
  })
  return sums
}

/** Everything a paged report says of a span: `ask` gives the body of one page and the cursor of the next. */
export function wholeReport<Body>(
  ask: (page: string | null) => { body: Body; next: string | null },
): readonly Body[] {
  const bodies: Body[] = []
  let page: string | null = null
  do {
    const answer: { body: Body; next: string | null } = ask(page)
    bodies.push(answer.body)
    page = answer.next
  } while (page !== null)
  return bodies
}
