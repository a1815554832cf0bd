import type { Env } from '../environment.ts'
import { problemResponse } from './failure.ts'
import { requestIdOf } from './request-id.ts'

/**
 * A file of the console. The platform answers a missing file with the start page, so that deep links work; a
 * missing script or style must be a 404 instead, or a browser with an old page would run HTML. Whoever writes to an
 * address outside the API has the wrong one.
 */
export async function asset(request: Request, url: URL, env: Env): Promise<Response> {
  const requestId = requestIdOf(request)
  const response = await found(request, url, env, requestId)
  response.headers.set('x-request-id', requestId)
  return response
}

async function found(request: Request, url: URL, env: Env, requestId: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return problemResponse({ kind: 'not_found', message: 'There is nothing at this address.' }, requestId)
  }
  const response = await env.ASSETS.fetch(request)
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false
  const hasExtension = /\.[a-z0-9]+$/i.test(url.pathname)
  if (isPage && hasExtension && !url.pathname.endsWith('.html')) {
    return problemResponse({ kind: 'not_found', message: 'There is no such file.' }, requestId)
  }
  const isHashed = url.pathname.startsWith('/assets/') && response.ok
  const headers = new Headers(response.headers)
  headers.set('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  return new Response(response.body, { status: response.status, headers })
}
