import { signal } from '@preact/signals'

export type Toast = { readonly id: number; readonly tone: 'positive' | 'negative'; readonly text: string }

const shownMs = 6_000
let lastId = 0

/** What is on show, oldest first. */
export const toasts = signal<readonly Toast[]>([])

export function showToast(tone: Toast['tone'], text: string): void {
  lastId += 1
  const toast = { id: lastId, tone, text }
  toasts.value = [...toasts.value, toast]
  // A failure stays until it is dismissed: one must be able to read it at one's own pace.
  if (tone === 'positive') setTimeout(() => dismissToast(toast.id), shownMs)
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
