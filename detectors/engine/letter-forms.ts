/** Where letters beyond ASCII stand that have capitals. */
const CASED = [
  [0x80, 0x2dff],
  [0xa640, 0xabbf],
  [0xff21, 0xff5a],
] as const

let forms: Map<string, readonly string[]> | undefined

/** The small letter that stands for all forms of a letter. Some have no other, and some two small ones, as sigma. */
export function smallForm(letter: string): string {
  const small = capitalOf(letter).toLowerCase()
  return small.length === 1 ? small : letter
}

/** Every unit that matches a letter where case does not matter; a letter of ASCII matches none beyond it. */
export function formsOf(letter: string): readonly string[] {
  forms ??= gathered()
  return forms.get(capitalOf(letter)) ?? [letter]
}

function gathered(): Map<string, readonly string[]> {
  const all = new Map<string, string[]>()
  for (const [first, last] of CASED) {
    for (let code = first; code <= last; code++) {
      const letter = String.fromCharCode(code)
      const capital = capitalOf(letter)
      const known = all.get(capital)
      if (known === undefined) all.set(capital, [letter])
      else known.push(letter)
    }
  }
  return all
}

/** The capital of a letter as expressions see it: the letter itself where that has another length, or is of ASCII. */
function capitalOf(letter: string): string {
  const capital = letter.toUpperCase()
  if (capital.length > 1) return letter
  return capital.charCodeAt(0) < 128 && letter.charCodeAt(0) > 127 ? letter : capital
}
