import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

type Modal = { ref: RefObject<HTMLDialogElement | null>; onCancel: (event: Event) => void }

/** The browser's own dialog, which holds the focus inside and gives it back. Escape and a press beside it close it. */
export function useModal(onClose: () => void): Modal {
  const dialog = useRef<HTMLDialogElement>(null)

  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])

  useLayoutEffect(() => {
    const opened = dialog.current
    // The dialog covers only its panel, so a press on the dialog element itself is one on the backdrop.
    const onPointerDown = (event: PointerEvent) => {
      if (event.target === opened) onClose()
    }
    opened?.addEventListener('pointerdown', onPointerDown)
    return () => opened?.removeEventListener('pointerdown', onPointerDown)
  }, [onClose])

  return {
    ref: dialog,
    onCancel: (event) => {
      event.preventDefault()
      onClose()
    },
  }
}
