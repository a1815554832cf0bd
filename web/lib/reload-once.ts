const storedAs = 'aegisflow.reloaded'
/** What is missing again so soon after a reload is not mended by another. Units: milliseconds. */
const againMs = 60_000

/** Whether a page that was loaded anew at `lastMs` may be loaded anew by itself. Units: epoch milliseconds. */
export function mayReload(lastMs: number, nowMs: number): boolean {
  return !(nowMs - lastMs >= 0 && nowMs - lastMs < againMs)
}

/**
 * Loads the page at the present address anew, as a new version of the console takes the chunks of the old one away.
 * False when that would not help: it was just done, the server is out of reach, or it could not be remembered.
 */
export async function reloadOnce(): Promise<boolean> {
  try {
    if (!mayReload(Number(sessionStorage.getItem(storedAs) ?? Number.NaN), Date.now())) return false
    const { ok } = await fetch('/', { cache: 'no-store' })
    if (!ok) return false
    sessionStorage.setItem(storedAs, String(Date.now()))
  } catch {
    return false
  }
  window.location.reload()
  return true
}
