import { type ReadonlySignal, signal } from '@preact/signals'

/** Too narrow for a table of events: rows are then drawn as cards. */
export const isNarrow = matches('(max-width: 820px)')
/** Wide enough that columns of figures need not grow with the page. */
export const isRoomy = matches('(min-width: 1440px)')

function matches(query: string): ReadonlySignal<boolean> {
  const media = window.matchMedia(query)
  const state = signal(media.matches)
  media.addEventListener('change', () => {
    state.value = media.matches
  })
  return state
}
