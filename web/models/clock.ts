import { signal } from '@preact/signals'

const tickMs = 10_000
const now = signal(Date.now())
setInterval(() => {
  now.value = Date.now()
}, tickMs)

/** The present instant, renewed every ten seconds: whatever reads it keeps its relative times true. */
export function nowMs(): number {
  return Math.max(now.value, Date.now())
}
