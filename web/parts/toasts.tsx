import { dismissToast, toasts } from '../models/toasts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './toasts.css'

/** News about what one has just done. The region is always there, so that its changes are read aloud. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
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
