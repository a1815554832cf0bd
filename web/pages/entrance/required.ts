/** What is said of a field that may not be empty; null when it is filled. */
export function missing(value: string, text: string): string | null {
  return value.trim() === '' ? text : null
}
