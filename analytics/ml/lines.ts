/** Whole numbers from here on may be somebody's: a card, an account, a telephone. */
const tellingFrom = 1_000_000

/** A stretch of text and what stood there. */
export type Line = { text: string; name: string }

/**
 * Texts that stand in a JSON value, and whole numbers that are long enough to be somebody's, each as `name: value`, since
 * a name says what a value is. Other numbers are measurements and say nothing of anyone. The value must be bounded.
 */
export function linesOf(value: unknown, name = ''): Line[] {
  const lines: Line[] = []
  const walk = (at: unknown, called: string): void => {
    if (Array.isArray(at)) for (const each of at) walk(each, called)
    else if (typeof at === 'object' && at !== null) {
      for (const [key, each] of Object.entries(at)) walk(each, key)
    } else if (isTelling(at)) lines.push({ text: String(at), name: called })
  }
  walk(value, name)
  return lines
}

export const textOf = (lines: readonly Line[]): string => lines.map(lineText).join('\n')

export const lineText = ({ text, name }: Line): string => (name === '' ? text : `${name}: ${text}`)

const isTelling = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '') ||
  (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= tellingFrom)
