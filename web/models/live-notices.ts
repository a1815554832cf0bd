import type { Breaker } from '../../analytics/contract/collector.ts'
import type { LiveFrame } from '../../analytics/contract/live.ts'
import { vendorLabel } from '../../analytics/contract/vendors.ts'

/** Something that was told beside the events. Units: epoch milliseconds. */
export type LiveNotice = {
  readonly atMs: number
  readonly tone: 'bad' | 'good'
  readonly text: string
  /** Where more of it is told. */
  readonly href: string | null
}

const breakerTexts: Record<Breaker['state'], (vendor: string) => string> = {
  open: (vendor) => `${vendor} does not answer: its circuit is open, and it is asked again after a pause.`,
  half_open: (vendor) => `${vendor} is tried again after a pause.`,
  closed: (vendor) => `${vendor} answers again: its circuit is closed.`,
}

/** What a frame tells beside events; null for the others. */
export function noticeOf(frame: LiveFrame, nowMs: number): LiveNotice | null {
  if (frame.type === 'breaker') {
    const { vendor_id, host, state } = frame.breaker
    const vendor = host === null ? vendorLabel(vendor_id) : `${vendorLabel(vendor_id)} (${host})`
    return {
      atMs: nowMs,
      tone: state === 'closed' ? 'good' : 'bad',
      text: breakerTexts[state](vendor),
      href: '/vendors/collection',
    }
  }
  if (frame.type !== 'alert') return null
  const { title, message } = frame.alert
  const said = [title, message].filter((part): part is string => typeof part === 'string' && part !== '')
  return {
    atMs: nowMs,
    tone: 'bad',
    text: said.length === 0 ? 'An alert was raised.' : said.join(': '),
    href: null,
  }
}
