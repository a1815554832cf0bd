import type { Result } from '../../analytics/result.ts'
import { fail } from '../../analytics/result.ts'
import { isUnavailable } from '../../analytics/store/clickhouse-wire.ts'
import type { Failure } from './failure.ts'

/** Runs a read of ClickHouse; when that does not answer the answer is 503, and everything else goes on working. */
export async function asking<T>(read: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await read()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return fail({
      kind: 'unavailable',
      message: 'The event store does not answer right now.',
      retryAfterS: 5,
    })
  }
}
