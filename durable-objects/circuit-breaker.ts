import { DurableObject } from 'cloudflare:workers'
import {
  type BreakerChange,
  type BreakerState,
  type BreakerView,
  changeOf,
  closedBreaker,
  type Permission,
  permit,
  recent,
  record,
  stateName,
} from './breaker-state.ts'

const stateKey = 'state'

/**
 * Stops calls to a host that keeps failing; one object per vendor and region, and one per organization and host where
 * the host is a customer's own. Callers report network failures, timeouts and 5xx as failures, and anything that the
 * host answered itself, a 4xx too, as a success; each is told what changed by it.
 */
export class CircuitBreaker extends DurableObject {
  async permit(nowMs: number): Promise<Permission> {
    const before = await this.#load()
    const { state, permit: given } = permit(before, nowMs)
    const change = await this.#change(before, state)
    return { ...given, isTrial: given.allowed && state.trial, change }
  }

  async record(outcome: 'success' | 'failure', nowMs: number): Promise<BreakerChange | null> {
    const before = await this.#load()
    return this.#change(before, record(before, outcome, nowMs))
  }

  async view(nowMs: number): Promise<BreakerView> {
    const state = await this.#load()
    return {
      state: stateName(state, nowMs),
      failures: state.openedAtMs === null ? recent(state, nowMs).length : state.failedAtMs.length,
      openedAtMs: state.openedAtMs,
    }
  }

  async #change(before: BreakerState, after: BreakerState): Promise<BreakerChange | null> {
    if (after !== before) await this.ctx.storage.put(stateKey, after)
    return changeOf(before, after)
  }

  async #load(): Promise<BreakerState> {
    return (await this.ctx.storage.get<BreakerState>(stateKey)) ?? closedBreaker
  }
}
