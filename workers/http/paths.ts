const prefix = '/api/v1'

/** Bare addresses that stand for a path below `/api/v1`. */
const bare = ['/health', '/ready', '/metrics', '/ws/events', '/process', '/docs', '/ch']
const bareTrees = ['/auth/', '/ingest/', '/dashboard/', '/ch/']
const versioned: Record<string, string> = {
  '/v1/check': '/check',
  '/v1/process': '/process',
  '/v1/traces': '/otlp/v1/traces',
  '/v1/logs': '/otlp/v1/logs',
}

/** Paths below `/api/v1` with a second name. */
const renamed: Record<string, string> = { '/admin/keys': '/api-keys' }

/** The path below `/api/v1` that an address stands for; null when it belongs to the console. The one alias table. */
export function apiPath(pathname: string): string | null {
  const path = belowPrefix(pathname)
  if (path === null) return null
  const second = Object.entries(renamed).find(([name]) => path === name || path.startsWith(`${name}/`))
  return second ? second[1] + path.slice(second[0].length) : path
}

function belowPrefix(pathname: string): string | null {
  if (pathname.startsWith(`${prefix}/`)) return pathname.slice(prefix.length)
  if (pathname === '/api' || pathname === prefix) return '/'
  if (pathname.startsWith('/api/')) return pathname.slice('/api'.length)
  const alias = versioned[pathname]
  if (alias !== undefined) return alias
  return bare.includes(pathname) || bareTrees.some((tree) => pathname.startsWith(tree)) ? pathname : null
}

/** The address that the caller used: behind a proxy that ends TLS, `PUBLIC_URL` says what stands before the path. */
export function publicUrl(request: Request, env: { PUBLIC_URL: string }): URL {
  const url = new URL(request.url)
  if (env.PUBLIC_URL === '') return url
  const seen = new URL(env.PUBLIC_URL)
  seen.pathname = url.pathname
  seen.search = url.search
  return seen
}
