import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import { api } from '../lib/api.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { renewal } from './renewal.ts'

const movingMs = 2_000
const restingMs = 30_000
const pageRows = 200

/** The credentials, renewed while they are looked at; sooner while a history is being read. */
export function credentialsModel(): PagedList<MaskedCredential> {
  const credentials = pagedList<MaskedCredential>((cursor, signal) =>
    api('GET /keys', { query: { limit: pageRows, cursor: cursor ?? undefined }, signal }),
  )
  const renewing = renewal(
    () => credentials.load({ keepRows: true }),
    () => (credentials.rows.peek()?.some(isReading) ? movingMs : restingMs),
  )
  return {
    ...credentials,
    // What was just connected is watched at once.
    load: (options) => (options?.keepRows ? renewing.renewNow() : credentials.load(options)),
    dispose() {
      renewing.dispose()
      credentials.dispose()
    },
  }
}

/** Whether a history is being read with it. */
export function isReading({ status, streams }: Pick<MaskedCredential, 'status' | 'streams'>): boolean {
  return (
    status === 'active' &&
    streams.some((stream) => stream.status === 'active' && stream.last_error === null && stream.progress < 1)
  )
}
