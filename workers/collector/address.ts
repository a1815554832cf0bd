/** An address below the vendor's base; null leaves a parameter out, a list repeats it with brackets. */
export function addressOf(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string | number | readonly string[] | null>>,
): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const each of value) url.searchParams.append(`${name}[]`, each)
    else if (value !== null) url.searchParams.set(name, String(value))
  }
  return url
}
