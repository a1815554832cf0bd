import { signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** What tells one open dialog from another. */
export type Layer = object

/** The dialogs that are open, the topmost last: what lies below it can neither be seen whole nor reached. */
export const layers = signal<readonly Layer[]>([])

type Modal = {
  dialog: { ref: RefObject<HTMLDialogElement | null>; onCancel: (event: Event) => void }
  layer: Layer
}

/** The browser's own dialog, which holds the focus inside and gives it back. Escape and a press beside it close it. */
export function useModal(onClose: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null)
  const layer = useRef<Layer>({}).current

  useLayoutEffect(() => {
    const opened = ref.current
    opened?.showModal()
    firstField(opened)?.focus()
    layers.value = [...layers.peek(), layer]
    return () => {
      opened?.close()
      layers.value = layers.peek().filter((each) => each !== layer)
      requestAnimationFrame(keepFocus)
    }
  }, [])

  useLayoutEffect(() => {
    const opened = ref.current
    // The dialog covers only its panel, so a press on the dialog element itself is one on the backdrop.
    const onPointerDown = (event: PointerEvent) => {
      if (event.target === opened) onClose()
    }
    opened?.addEventListener('pointerdown', onPointerDown)
    return () => opened?.removeEventListener('pointerdown', onPointerDown)
  }, [onClose])

  return {
    dialog: {
      ref,
      onCancel: (event) => {
        event.preventDefault()
        onClose()
      },
    },
    layer,
  }
}

/** What the Tab key stops at. */
export const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex="0"]'

/** Where a form begins, when a panel is one: typing can start at once. Panels to read start at their first button. */
function firstField(dialog: HTMLDialogElement | null): HTMLElement | null {
  const first = dialog?.querySelector('.drawer-body')?.querySelector<HTMLElement>(focusable) ?? null
  return first?.matches('input:not([type=radio], [type=checkbox]), select, textarea') ? first : null
}

/** Whoever acted on something that is gone by now goes on at the head of the page, not at the browser's start. */
function keepFocus(): void {
  if (document.activeElement !== document.body || layers.peek().length > 0) return
  document.querySelector('h1')?.focus({ preventScroll: true })
}
