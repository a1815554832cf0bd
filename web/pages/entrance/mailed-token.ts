/**
 * The token of a mailed link (`#token=…` or `?token=…`), which is taken out of the address so that it is neither
 * shared nor remembered by the browser.
 */
export function takeMailedToken(): string | null {
  const { hash, search, pathname } = window.location
  const query = new URLSearchParams(search)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? query.get('token')
  if (token === null) return null
  query.delete('token')
  const rest = query.toString()
  window.history.replaceState(null, '', rest === '' ? pathname : `${pathname}?${rest}`)
  return token
}
