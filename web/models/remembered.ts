import { effect, type Signal, signal } from '@preact/signals'

/** A choice of the reader that this browser keeps. A stored value that is not in `choices` is forgotten. */
export function remembered<Choice extends string>(
  key: string,
  choices: readonly Choice[],
  initial: Choice,
): Signal<Choice> {
  const storageKey = `aegisflow.${key}`
  const choice = signal(choices.find((known) => known === stored(storageKey)) ?? initial)
  effect(() => {
    try {
      localStorage.setItem(storageKey, choice.value)
    } catch {
      // Storage may be blocked or full; the choice then lasts as long as the page.
    }
  })
  return choice
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
