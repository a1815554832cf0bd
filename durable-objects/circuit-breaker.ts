import { DurableObject } from 'cloudflare:workers'
import type { Breaker } from '../analytics/contract/collector.ts'
import {
  type BreakerState,
  closedBreaker,
  type Permit,
  permit,
  recent,
  record,
  stateName,
} from './breaker-state.ts'

const stateKey = 'state'

/**
 * Stops calls to a vendor that keeps failing; one object per vendor and region. Callers report network failures,
 * timeouts and 5xx as failures, and anything that the vendor answered itself, a 4xx too, as a success.
 */
export class CircuitBreaker extends DurableObject {
  async permit(nowMs: number): Promise<Permit> {
    const before = await this.#load()
    const { state, permit: given } = permit(before, nowMs)
    if (state !== before) await this.ctx.storage.put(stateKey, state)
    return given
  }

  async record(outcome: 'success' | 'failure', nowMs: number): Promise<void> {
    const before = await this.#load()
    const state = record(before, outcome, nowMs)
    if (state !== before) await this.ctx.storage.put(stateKey, state)
  }

  /** The state as people see it, under the name that they know the vendor by. */
  async snapshot(name: string, nowMs: number): Promise<Breaker> {
    const state = await this.#load()
    return {
      name,
      state: stateName(state, nowMs),
      failures: state.openedAtMs === null ? recent(state, nowMs).length : state.failedAtMs.length,
      opened_at: state.openedAtMs === null ? null : new Date(state.openedAtMs).toISOString(),
    }
  }

  async #load(): Promise<BreakerState> {
    return (await this.ctx.storage.get<BreakerState>(stateKey)) ?? closedBreaker
  }
}
