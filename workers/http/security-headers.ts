const always: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), camera=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const policy = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${connect}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** Puts the security headers on an answer. HSTS only over TLS, where it means something. */
export function secured(response: Response, url: URL): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(always)) headers.set(name, value)
  if (url.protocol === 'https:') {
    headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains; preload')
  }
  if (headers.get('content-type')?.startsWith('text/html')) {
    headers.set(
      'content-security-policy',
      policy(`${url.protocol === 'https:' ? 'wss' : 'ws'}://${url.host}`),
    )
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
