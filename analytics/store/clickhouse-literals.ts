/** Names stand in the statement, since parameters travel in the address, which is short. */
const namesAtOnce = 1_000

export const literal = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

/** As many as one statement bears. */
export function* groupsOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += namesAtOnce) yield items.slice(from, from + namesAtOnce)
}
