type Difference = {
  /** Where in the thing: `rate_limit.requests`; empty for the whole. */
  readonly path: string
  /** As JSON; null where there was or is nothing. */
  readonly before: string | null
  readonly after: string | null
  readonly changed: boolean
}

/** What differs between two states of a thing, leaf by leaf; what stayed the same is listed too. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const left = leavesOf(before)
  const right = leavesOf(after)
  const paths = [...new Set([...left.keys(), ...right.keys()])]
  return paths.map((path) => {
    const [was, is] = [left.get(path) ?? null, right.get(path) ?? null]
    return { path, before: was, after: is, changed: was !== is }
  })
}

function leavesOf(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === undefined || (value === null && path === '')) return into
  if (isRecord(value) && Object.keys(value).length > 0) {
    for (const [name, part] of Object.entries(value)) {
      leavesOf(part, path === '' ? name : `${path}.${name}`, into)
    }
    return into
  }
  return into.set(path, JSON.stringify(value))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
