import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import './popover.css'

type PopoverProps = {
  /** What the panel is called for those who do not see it. */
  label: string
  /** What stands on the button. */
  button: ComponentChildren
  buttonClass: string
  /** The label of the button where what stands on it is not enough. Shape: ids. */
  labelledBy?: string
  buttonId?: string
  align?: 'start' | 'end'
  onOpen?: () => void
  children: (close: () => void) => ComponentChildren
}

/** A button with a panel below it that stays open while one works in it. Escape and a press beside it close it. */
export function Popover({ label, button, buttonClass, align = 'start', onOpen, ...props }: PopoverProps) {
  const open = useSignal(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()

  const close = () => {
    open.value = false
    trigger.current?.focus()
  }

  useLayoutEffect(() => {
    if (!open.value) return
    const first = panel.current?.querySelector<HTMLElement>('[data-first], input, button, select')
    ;(first ?? panel.current)?.focus()
    const onOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) open.value = false
    }
    document.addEventListener('pointerdown', onOutside)
    document.addEventListener('focusin', onOutside)
    return () => {
      document.removeEventListener('pointerdown', onOutside)
      document.removeEventListener('focusin', onOutside)
    }
  }, [open.value])

  return (
    <div class="popover" ref={root}>
      <button
        ref={trigger}
        id={props.buttonId}
        type="button"
        class={buttonClass}
        aria-haspopup="dialog"
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        aria-labelledby={props.labelledBy}
        onClick={() => {
          open.value = !open.value
          if (open.value) onOpen?.()
        }}
      >
        {button}
      </button>
      {open.value && (
        <div
          id={id}
          ref={panel}
          class={`popover-panel popover-${align}`}
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            close()
          }}
        >
          {props.children(close)}
        </div>
      )}
    </div>
  )
}
