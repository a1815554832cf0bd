import type { Doing } from '../audit.ts'
import { count } from '../http/metrics.ts'
import { accessChanged } from './changes.ts'

/**
 * Is told of every session that ends before its time, by whatever way: its next request is refused everywhere, and
 * what was opened on the strength of it, such as a live socket, is closed from here.
 */
export async function onSessionsEnded(doing: Doing, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return
  const { env, tenant, nowMs } = doing
  count('aegisflow_sessions_ended_total', { region: tenant.region }, sessionIds.length)
  const proofs = sessionIds.map((id) => `session:${id}`)
  await accessChanged(env, tenant, proofs, nowMs)
}
