type Renewal = {
  /** Renews now, whoever looks; the next time is as long after it as then befits. */
  renewNow(): Promise<void>
  dispose(): void
}

/**
 * Renews something again and again while somebody looks. `pauseMs` is asked after each time, so that what moves is
 * looked at more often than what rests. The first time is at once.
 */
export function renewal(renew: () => Promise<void>, pauseMs: () => number): Renewal {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  async function turn(isAskedFor: boolean): Promise<void> {
    // Whichever turn comes first takes the place of one that was still to come.
    clearTimeout(timer)
    if (isAskedFor || document.visibilityState === 'visible') await renew()
    if (!isOver) timer = setTimeout(() => void turn(false), pauseMs())
  }
  void turn(false)
  return {
    renewNow: () => turn(true),
    dispose() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
