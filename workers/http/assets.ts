import type { Env } from '../environment.ts'
import { problemResponse } from './failure.ts'

/**
 * A file of the console. The platform answers a missing file with the start page, so that deep links work; a
 * missing script or style must be a 404 instead, or a browser with an old page would run HTML.
 */
export async function asset(request: Request, url: URL, env: Env): Promise<Response> {
  const response = await env.ASSETS.fetch(request)
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
  const hasExtension = /\.[a-z0-9]+$/i.test(url.pathname)
  if (isPage && hasExtension && !url.pathname.endsWith('.html')) {
    return problemResponse({ kind: 'not_found', message: 'There is no such file.' }, crypto.randomUUID())
  }
  const isHashed = url.pathname.startsWith('/assets/') && response.ok
  const headers = new Headers(response.headers)
  headers.set('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  return new Response(response.body, { status: response.status, headers })
}
