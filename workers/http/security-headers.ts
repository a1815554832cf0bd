const always = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), camera=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
})

/** What an answer that is no page may do when a browser is made to show it: nothing. */
const inertPolicy = "default-src 'none'; frame-ancestors 'none'"

const pagePolicy = (nonce: string, connect: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "worker-src 'self'",
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
    // The console scans texts in a worker, whose address this policy of its own makes and no other.
    'trusted-types aegisflow-scanner',
  ].join('; ')

/**
 * Puts the security headers on an answer, in place: an answer that is made anew takes its body apart. HSTS only over TLS,
 * where it means something. A page gets a new nonce each time it is sent, and is therefore never kept by a browser.
 */
export function secured(response: Response, url: URL): Response {
  const { headers } = response
  for (const [name, value] of always) headers.set(name, value)
  if (url.protocol === 'https:') {
    headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains; preload')
  }
  if (!headers.get('content-type')?.startsWith('text/html')) {
    headers.set('content-security-policy', inertPolicy)
    return response
  }
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const live = `${url.protocol === 'https:' ? 'wss' : 'ws'}://${url.host}`
  headers.set('content-security-policy', pagePolicy(nonce, live))
  headers.set('cache-control', 'no-store')
  for (const name of ['etag', 'last-modified', 'content-length']) headers.delete(name)
  return new HTMLRewriter()
    .on('[nonce]', { element: (tag) => void tag.setAttribute('nonce', nonce) })
    .transform(response)
}
