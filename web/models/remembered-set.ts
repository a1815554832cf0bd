import { effect, type Signal, signal } from '@preact/signals'

/** Several choices of the reader that this browser keeps, in the order of `choices`. Unknown ones are forgotten. */
export function rememberedSet<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  initial: readonly Choice[],
): Signal<readonly Choice[]> {
  const storageKey = `aegisflow.${key}`
  const stored = read(storageKey)
  const chosen = signal<readonly Choice[]>(
    stored === null ? initial : choices.filter((choice) => stored.includes(choice)),
  )
  effect(() => {
    try {
      localStorage.setItem(storageKey, chosen.value.join(','))
    } catch {
      // Storage may be blocked or full; the choice then lasts as long as the page.
    }
  })
  return chosen
}

function read(key: string): readonly string[] | null {
  try {
    return localStorage.getItem(key)?.split(',') ?? null
  } catch {
    return null
  }
}
