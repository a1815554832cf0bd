import { useSignal } from '@preact/signals'
import { showToast } from '../models/toasts.ts'
import { Button } from './button.tsx'

const confirmedMs = 1_500

/** Puts `text` on the clipboard and says that it did. `what` names it: "event id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const copied = useSignal(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      copied.value = true
      setTimeout(() => {
        copied.value = false
      }, confirmedMs)
    } catch {
      showToast('negative', `The browser did not allow copying the ${what}.`)
    }
  }
  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={copied.value ? 'check' : 'copy'}
        label={`Copy ${what}`}
        onClick={() => void copy()}
      />
      <span class="visually-hidden" role="status">
        {copied.value ? 'Copied' : ''}
      </span>
    </>
  )
}
