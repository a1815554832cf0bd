import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import './drawer.css'

type DrawerProps = {
  title: ComponentChildren
  /** Beside the close button. */
  actions?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}

/** A panel over the page's edge. The browser's own dialog holds the focus inside and gives it back. */
export function Drawer({ title, actions, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

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

  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div class="drawer-panel">
        <header class="drawer-header">
          <h2 id={titleId}>{title}</h2>
          <div class="drawer-actions">
            {actions}
            <Button look="quiet" icon="close" label="Close" onClick={onClose} />
          </div>
        </header>
        <div class="drawer-body">{children}</div>
      </div>
    </dialog>
  )
}
