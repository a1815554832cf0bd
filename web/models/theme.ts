import { computed, effect, signal } from '@preact/signals'
import { remembered } from './remembered.ts'

const themeChoices = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** What the reader chose. */
export const themeChoice = remembered('theme', themeChoices, 'system')

const darkMedia = window.matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = signal(darkMedia.matches)
darkMedia.addEventListener('change', () => {
  systemIsDark.value = darkMedia.matches
})

/** What is drawn: whoever paints outside of CSS repaints when it changes. */
export const theme = computed(() => {
  if (themeChoice.value !== 'system') return themeChoice.value
  return systemIsDark.value ? 'dark' : 'light'
})

effect(() => {
  if (themeChoice.value === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = themeChoice.value
})
