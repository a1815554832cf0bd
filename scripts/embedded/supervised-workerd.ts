import type { Miniflare } from 'miniflare'

const lookMs = 500

/**
 * Starts workerd again when Miniflare has given up: it restarts one that ended, but not one that ended while it started
 * (5.20261102), and nobody would listen any more. `again` starts it with the same options, at the same port.
 */
export function superviseWorkerd(mf: Pick<Miniflare, 'ready'>, again: () => Promise<unknown>): () => void {
  let isStopping = false
  const look = async (): Promise<void> => {
    while (!isStopping) {
      const hasGivenUp = await mf.ready.then(
        () => false,
        () => true,
      )
      if (isStopping) return
      if (hasGivenUp) await again().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, lookMs).unref())
    }
  }
  void look()
  return () => {
    isStopping = true
  }
}
