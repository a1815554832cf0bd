import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import { focusable, useModal } from './modal.ts'
import { Toasts } from './toasts.tsx'
import './drawer.css'

type DrawerProps = {
  title: ComponentChildren
  /** Beside the close button. */
  actions?: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}

/** A panel over the page's edge. */
export function Drawer({ title, actions, onClose, children }: DrawerProps) {
  const titleId = useId()
  const { dialog, layer } = useModal(onClose)
  const body = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = body.current
    if (element === null) return
    // What is there only to be read is scrolled by keyboard as well.
    if (element.querySelector(focusable) === null) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  })
  return (
    <dialog {...dialog} class="drawer" aria-labelledby={titleId}>
      <div class="drawer-panel">
        <header class="drawer-header">
          <h2 id={titleId}>{title}</h2>
          <div class="drawer-actions">
            {actions}
            <Button look="quiet" icon="close" label="Close" onClick={onClose} />
          </div>
        </header>
        <div ref={body} class="drawer-body">
          {children}
        </div>
      </div>
      <Toasts layer={layer} />
    </dialog>
  )
}
