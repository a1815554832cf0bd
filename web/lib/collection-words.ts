import type { Breaker, CollectorRun } from '../../analytics/contract/collector.ts'
import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import type { Notice } from '../../analytics/contract/spending.ts'
import type { StreamKind } from '../../analytics/contract/vendors.ts'
import { count, duration, humanize } from './format.ts'

/** What a vendor can report, in words. */
export const streamKindLabels = {
  usage: 'Usage',
  cost: 'Cost',
  audit: 'Audit log',
  content: 'Text',
  inventory: 'Names',
} satisfies Record<StreamKind, string>

type Words = {
  readonly label: string
  readonly tone: 'neutral' | 'low' | 'positive' | 'medium' | 'critical'
}

/** How a credential stands. */
export function credentialState({
  status,
  checked_at,
  streams,
}: Pick<MaskedCredential, 'status' | 'checked_at' | 'streams'>): Words {
  if (status === 'disabled') return { label: 'Paused', tone: 'neutral' }
  if (status === 'invalid') return { label: 'Refused by the vendor', tone: 'critical' }
  const stopped = streams.filter((stream) => stream.status === 'stopped').length
  if (stopped > 0) return { label: `${stopped} of ${streams.length} streams stopped`, tone: 'medium' }
  if (checked_at === null && !streams.some(({ high_water_at }) => high_water_at !== null)) {
    return { label: 'Not checked yet', tone: 'medium' }
  }
  return { label: 'In use', tone: 'positive' }
}

/** How much of the history of all streams is read, from 0 to 1; null where there is none to read. */
export function historyShare(streams: readonly { progress: number }[]): number | null {
  if (streams.length === 0) return null
  return streams.reduce((sum, { progress }) => sum + progress, 0) / streams.length
}

/**
 * How a run went. One that ends with more to read is how a long history is read, as long as nothing was in its way.
 * `status` of what this console does not know yet is said as the server says it.
 */
export function runState({ status, errors }: { status: string; errors: number }): Words {
  if (status === 'partial') {
    return errors === 0 ? { label: 'More to come', tone: 'low' } : { label: 'In part', tone: 'medium' }
  }
  return runStates[status] ?? { label: humanize(status), tone: 'neutral' }
}

const runStates: Readonly<Record<string, Words>> = {
  running: { label: 'Running', tone: 'low' },
  succeeded: { label: 'Succeeded', tone: 'positive' },
  failed: { label: 'Failed', tone: 'critical' },
}

/** What stopped a run, or why there is more to come; null when there is nothing to say. */
export function runRemark({ status, error_message, errors }: CollectorRun): string | null {
  if (error_message !== null) return error_message
  if (errors > 0) return `${count(errors)} ${errors === 1 ? 'row' : 'rows'} could not be read.`
  return status === 'partial' ? 'Another run goes on from here.' : null
}

/** Until a vendor that kept failing is asked again; the server's own span. */
const breakerOpenMs = 30_000

/** When a vendor that is held back is asked again. Units: ISO 8601 UTC; null while it is not held back. */
export function triedAgainAt({ state, opened_at }: Breaker): string | null {
  if (state !== 'open' || opened_at === null) return null
  return new Date(Date.parse(opened_at) + breakerOpenMs).toISOString()
}

/** A span of whole days or hours as one says it: `3 days`. Units: seconds. */
export function spanText(seconds: number): string {
  const [size, unit] = seconds % 86_400 === 0 ? [86_400, 'day'] : [3_600, 'hour']
  if (seconds % size !== 0) return duration(seconds * 1000)
  const amount = seconds / size
  return amount === 1 ? `one ${unit}` : `${amount} ${unit}s`
}

/** How often something is read. Units: seconds. */
export function intervalWords(seconds: number): string {
  const named = new Map([
    [3_600, 'every hour'],
    [86_400, 'every day'],
    [604_800, 'every week'],
  ])
  const minutes = seconds / 60
  if (Number.isInteger(minutes) && minutes < 60)
    return minutes === 1 ? 'every minute' : `every ${minutes} min`
  return named.get(seconds) ?? `every ${spanText(seconds)}`
}

/** What a notice is about, and where something can be done about it. */
export function noticeWords({ kind, subject }: Notice): { title: string; action: string; href: string } {
  const [first = '', ...rest] = subject.split('/')
  const credential = `/vendors/credentials?credential=${encodeURIComponent(first)}`
  switch (kind) {
    case 'unpriced_model': {
      const price = new URLSearchParams({ new: '1', vendor: first, model: rest.join('/') })
      return { title: 'A model has no price', action: 'Set a price', href: `/vendors/prices?${price}` }
    }
    case 'credential_invalid':
      return { title: 'A credential is refused', action: 'Open the credential', href: credential }
    case 'stream_forbidden':
      return { title: 'A stream is stopped', action: 'Open the credential', href: credential }
    case 'breaker_open':
      return { title: 'A vendor is down', action: 'See the collection', href: '/vendors/collection' }
    case 'key_unreadable':
      return { title: 'Something sealed does not open', action: 'See the keys', href: '/encryption' }
  }
}

/** Bytes as one reads them: `1.4 MB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let at = 0
  while (size >= 999.5 && at < units.length - 1) {
    size /= 1000
    at += 1
  }
  return `${at === 0 || size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${units[at]}`
}
