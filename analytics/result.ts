/** What may fail in the world gives a value or a tagged failure; it never throws. */
export type Result<T, Failure> = { ok: true; value: T } | { ok: false; failure: Failure }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <Failure>(failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure })
