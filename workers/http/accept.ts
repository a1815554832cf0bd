/** The media type that a request names before any other in `Accept`, in lower case; null when it names none. */
export function firstAccepted(request: Request): string | null {
  const [first = ''] = (request.headers.get('accept') ?? '').split(',')
  const [type = ''] = first.split(';')
  return type.trim().toLowerCase() || null
}
