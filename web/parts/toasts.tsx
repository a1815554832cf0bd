import { dismissToast, toasts } from '../models/toasts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { type Layer, layers } from './modal.ts'
import './toasts.css'

/**
 * News about what one has just done. The region is always there, so that its changes are read aloud; every dialog has
 * one of its own, since nothing below an open dialog is seen, heard or reached. Null: that of the page.
 */
export function Toasts({ layer }: { layer: Layer | null }) {
  const isOnTop = (layers.value.at(-1) ?? null) === layer
  return (
    <div class="toasts" role="status" aria-live="polite">
      {(isOnTop ? toasts.value : []).map((toast) => (
        <div key={toast.id} class={`toast toast-${toast.tone}`}>
          <Icon name={toast.tone === 'positive' ? 'check' : 'warning'} />
          <span>{toast.text}</span>
          <Button
            look="quiet"
            size="small"
            icon="close"
            label="Dismiss"
            onClick={() => dismissToast(toast.id)}
          />
        </div>
      ))}
    </div>
  )
}
