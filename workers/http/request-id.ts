const shape = /^[\w.-]{8,128}$/

/** The id that the caller gave a request, when it is well-formed, or else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && shape.test(given) ? given : crypto.randomUUID()
}
