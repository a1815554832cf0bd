/** The server holds the rule; this says it before the trip. */
const passwordCharsMin = 12
const strongChars = 18
const distinctCharsMin = 6
const runChars = 5

type Strength = {
  /** 0 is refused, 3 is as good as it need be. */
  readonly score: 0 | 1 | 2 | 3
  readonly text: string
}

/** How hard a password is to guess, roughly. `known` are words about the person, which a guesser tries first. */
export function passwordStrength(password: string, known: readonly string[] = []): Strength {
  const length = [...password].length
  if (length < passwordCharsMin) {
    return { score: 0, text: `At least ${passwordCharsMin} characters; ${passwordCharsMin - length} to go.` }
  }
  const folded = password.toLowerCase()
  if (new Set(folded).size < distinctCharsMin) return { score: 0, text: 'It repeats too few characters.' }
  const word = known.map((text) => text.toLowerCase().trim()).find((text) => isPart(folded, text))
  if (word !== undefined) return { score: 1, text: `It contains “${word}”, which is easily guessed.` }
  if (hasRun(folded)) return { score: 1, text: 'It contains a run such as 12345 or abcde.' }
  if (length < strongChars) return { score: 2, text: 'Good. Longer is better still.' }
  return { score: 3, text: 'Strong.' }
}

/** What the server would surely refuse; null for what it may take. */
export function passwordProblem(password: string): string | null {
  const { score, text } = passwordStrength(password)
  return score === 0 ? text : null
}

const wordCharsMin = 4

function isPart(password: string, word: string): boolean {
  return word.length >= wordCharsMin && password.includes(word)
}

/** Whether characters follow one another as in an alphabet, up or down. */
function hasRun(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0)
  for (const step of [1, -1]) {
    let length = 1
    for (const [index, code] of codes.entries()) {
      length = index > 0 && code === (codes[index - 1] ?? 0) + step ? length + 1 : 1
      if (length >= runChars) return true
    }
  }
  return false
}
