import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { errorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'
import './dialog.css'
import { Field, Form } from './field.tsx'
import { useModal } from './modal.ts'
import { Toasts } from './toasts.tsx'

type DialogProps = { title: string; onClose: () => void; children: ComponentChildren }

/** A question or a message in the middle of the page. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const titleId = useId()
  const { dialog, layer } = useModal(onClose)
  return (
    <dialog {...dialog} class="dialog" aria-labelledby={titleId}>
      <div class="dialog-panel">
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
      <Toasts layer={layer} />
    </dialog>
  )
}

export type ConfirmProps = {
  title: string
  children: ComponentChildren
  /** What the button says: the deed itself, never "OK". */
  confirm: string
  /** What has to be typed first, for what cannot be undone. */
  typed?: { label: string; text: string }
  onConfirm: () => Promise<void>
  onClose: () => void
}

/** Asks before something that is not easily undone. It stays open when the deed is refused, and says why. */
export function ConfirmDialog({ title, children, confirm, typed, onConfirm, onClose }: ConfirmProps) {
  const text = useSignal('')
  const busy = useSignal(false)
  const refusal = useSignal<string | null>(null)
  const submit = async () => {
    if (busy.value || (typed !== undefined && text.value !== typed.text)) return
    busy.value = true
    refusal.value = null
    try {
      await onConfirm()
    } catch (cause) {
      refusal.value = errorText(cause)
      busy.value = false
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <Form error={refusal.value} onSubmit={() => void submit()}>
        <div class="dialog-text">{children}</div>
        {typed !== undefined && (
          <Field
            label={typed.label}
            value={text.value}
            autoComplete="off"
            onInput={(value) => {
              text.value = value
            }}
          />
        )}
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="danger"
            busy={busy.value}
            disabled={typed !== undefined && text.value !== typed.text}
          >
            {confirm}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
