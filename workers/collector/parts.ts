import type { OutboundFailure } from './outbound-failure.ts'

/** A page cursor of a part that is no longer read, a region that was taken out of the settings for instance. */
export const partGone: OutboundFailure = {
  tag: 'gone',
  detail: 'what was read last is no longer in the settings',
}

/**
 * Where a stream stands that asks several accounts, projects or regions in turn. Its page cursor is
 * `<name>|<cursor of the vendor>`, the name encoded, with nothing after the bar at the start of a part; `after` gives
 * the cursor of the page that follows. Null for a name that is not among them.
 */
export function partOf(page: string | null, names: readonly string[]) {
  const bar = page?.indexOf('|') ?? -1
  const at = page === null ? 0 : names.indexOf(decodeURIComponent(page.slice(0, Math.max(0, bar))))
  const name = names[at]
  if (name === undefined) return null
  return {
    name,
    cursor: page?.slice(bar + 1) || null,
    after: (next: string | null): string | null => {
      if (next !== null) return `${encodeURIComponent(name)}|${next}`
      const following = names[at + 1]
      return following === undefined ? null : `${encodeURIComponent(following)}|`
    },
  }
}

/** The values of a setting that holds several, separated by commas. */
export function listOf(setting: string | undefined): string[] {
  const values = (setting ?? '').split(',').map((value) => value.trim())
  return [...new Set(values.filter((value) => value !== ''))]
}
