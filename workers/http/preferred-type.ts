const starred = '*/*'

/**
 * Which of some media types a header `Accept` likes best: the one with the greatest weight, and of those that are as good the
 * one that it names first. Null when it likes none of them better than anything. Source: RFC 9110, 12.5.1.
 */
export function preferredType<Type extends string>(
  accept: string | null,
  types: readonly Type[],
): Type | null {
  let best: { type: Type | null; weight: number } = { type: null, weight: 0 }
  for (const range of (accept ?? '').split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const type = types.find((one) => one === name) ?? null
    if (type === null && name !== starred) continue
    const weight = weightOf(parameters)
    if (weight > best.weight) best = { type, weight }
  }
  return best.type
}

/** Without a weight, or with one that is none, a type is liked wholly. */
function weightOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  return given !== undefined && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(given) ? Number(given) : 1
}

/** Whether a request likes a table better than JSON. */
export const prefersCsv = (request: Request): boolean =>
  preferredType(request.headers.get('accept'), ['application/json', 'text/csv']) === 'text/csv'
