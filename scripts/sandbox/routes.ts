import { Refusal, type Reply, type WireRequest } from './wire.ts'

/** A path of a vendor; `path` is matched against the whole of it, and what it captures is handed over. */
export type Route = {
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  readonly answer: (request: WireRequest, captured: readonly string[]) => Partial<Reply>
}

/**
 * Answers by the routes once `admit` lets the request in; what either refuses is said in the vendor's words. A path
 * that is not known is refused with 404, a wrong method with 405.
 */
export function answerBy(
  routes: readonly Route[],
  admit: (request: WireRequest) => void,
  refused: (status: number, message: string) => Reply,
): (request: WireRequest) => Reply {
  return (request) =>
    orRefused(
      () => {
        admit(request)
        for (const { method, path, answer } of routes) {
          const match = path.exec(request.path)
          if (!match) continue
          if (method !== request.method) throw new Refusal(405, 'Method Not Allowed')
          return { status: 200, body: null, ...answer(request, match.slice(1)) }
        }
        throw new Refusal(404, 'Not Found')
      },
      ({ status, message }) => refused(status, message),
    )
}

/** The answer, or what is said of its refusal. */
export function orRefused(answer: () => Reply, said: (refusal: Refusal) => Reply): Reply {
  try {
    return answer()
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return said(refusal)
  }
}

/** The bearer token of a request; '' when there is none. */
export function bearerOf({ headers }: WireRequest): string {
  return /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''
}

/** The JSON object that a request holds. Errors: Refusal 400. */
export function objectIn({ body }: WireRequest): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Refused below.
  }
  throw new Refusal(400, 'The body is not a JSON object.')
}
