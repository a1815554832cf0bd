import { computed, signal } from '@preact/signals'

type Address = { readonly path: string; readonly query: URLSearchParams }
type QueryPatch = Readonly<Record<string, string | null>>

const start: Address = { path: '/', query: new URLSearchParams() }
const address = signal<Address>(typeof window === 'undefined' ? start : read())

/** Path and query of the address bar, as signals. */
export const path = computed(() => address.value.path)
export const query = computed(() => address.value.query)

function read(): Address {
  return { path: window.location.pathname, query: new URLSearchParams(window.location.search) }
}

/** The query with `patch` laid over it; null takes a name out. Shape: `?a=b`, or empty. */
export function patchQuery(current: URLSearchParams, patch: QueryPatch): string {
  const next = new URLSearchParams(current)
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** A link to the present page with `patch` laid over its query. */
export function hrefWith(patch: QueryPatch): string {
  return path.value + patchQuery(query.value, patch)
}

/** Where to go after signing in: a path of this console, never another site. */
export function safeReturnPath(next: string | null, origin: string): string {
  if (next === null || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  return url.origin === origin && next.startsWith('/') ? url.pathname + url.search : '/'
}

export function navigate(href: string, options: { replace?: boolean } = {}): void {
  const before = window.location.pathname
  if (options.replace) window.history.replaceState(null, '', href)
  else window.history.pushState(null, '', href)
  address.value = read()
  if (before !== window.location.pathname) window.scrollTo(0, 0)
}

/** Changes the query in place; a filter is not a step that the back button should have to undo one by one. */
export function setQuery(patch: QueryPatch): void {
  navigate(hrefWith(patch), { replace: true })
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || link.target !== '' || link.hasAttribute('download')) return
  if (link.origin !== window.location.origin || link.getAttribute('href')?.startsWith('#')) return
  event.preventDefault()
  navigate(link.pathname + link.search + link.hash)
}

/** Follows the back button and takes over clicks on links to this console. */
export function startRouter(): void {
  window.addEventListener('popstate', () => {
    address.value = read()
  })
  document.addEventListener('click', onClick)
}
