import { bearer } from '../authorization.ts'
import type { VendorContext } from '../vendor.ts'

/** The organization as it stands in addresses. */
export function owner({ settings }: VendorContext): string {
  return encodeURIComponent(settings.organization ?? '')
}

export function headers(ctx: VendorContext): Record<string, string> {
  return {
    ...bearer(ctx),
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  }
}

/**
 * The cursor of the next page out of a Link header: the value of `name` in the address that is called `next`; null on
 * the last page.
 */
export function nextFromLink(headers: Headers, name: string): string | null {
  const next = (headers.get('link') ?? '').split(',').find((part) => /;\s*rel="?next"?/.test(part))
  const address = next && /<([^>]{1,2000})>/.exec(next)?.[1]
  return address ? (URL.parse(address)?.searchParams.get(name) ?? null) : null
}
