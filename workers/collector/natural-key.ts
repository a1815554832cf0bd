/** A natural key: unambiguous, and the same whenever the same values are read again. */
export function naturalKey(...values: (string | number | boolean | null)[]): string {
  return JSON.stringify(values)
}
