/** Names of the two cookies; on plain-http loopback a browser takes neither the prefix nor `Secure`. */
const names = (url: URL): { access: string; refresh: string } =>
  url.protocol === 'https:'
    ? { access: '__Host-access', refresh: '__Host-refresh' }
    : { access: 'access', refresh: 'refresh' }

/** The two tokens that a browser carries, as far as it carries them. */
export function cookiesOf(request: Request, url: URL): { access: string | null; refresh: string | null } {
  const jar = new Map<string, string>()
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
  }
  const { access, refresh } = names(url)
  return { access: jar.get(access) ?? null, refresh: jar.get(refresh) ?? null }
}

/** Puts the cookies on an answer; a refresh token of null leaves the browser's as it is. Units: milliseconds. */
export function setCookies(
  headers: Headers,
  url: URL,
  tokens: { access: string; accessAgeMs: number; refresh: string | null; refreshAgeMs: number },
): void {
  const { access, refresh } = names(url)
  headers.append('set-cookie', cookie(access, tokens.access, tokens.accessAgeMs, url))
  if (tokens.refresh !== null)
    headers.append('set-cookie', cookie(refresh, tokens.refresh, tokens.refreshAgeMs, url))
}

export function clearCookies(headers: Headers, url: URL): void {
  const { access, refresh } = names(url)
  headers.append('set-cookie', cookie(access, '', 0, url))
  headers.append('set-cookie', cookie(refresh, '', 0, url))
}

function cookie(name: string, value: string, ageMs: number, url: URL): string {
  const secure = url.protocol === 'https:' ? '; Secure' : ''
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(ageMs / 1000)}${secure}`
}
