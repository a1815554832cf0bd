import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Button } from './button.tsx'
import { useModal } from './modal.ts'
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
        <div class="drawer-body">{children}</div>
      </div>
      <Toasts layer={layer} />
    </dialog>
  )
}
