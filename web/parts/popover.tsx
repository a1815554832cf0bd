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

/** As wide as a panel becomes, and what stays free beside it. Units: CSS pixels. */
const roomPx = 376

/** The edge of its button that a panel keeps to: the other one where the page would end within it. */
function sideOf(button: HTMLElement | null, wanted: 'start' | 'end'): 'start' | 'end' {
  if (button === null || wanted === 'end') return wanted
  const { left } = button.getBoundingClientRect()
  return left + roomPx > document.documentElement.clientWidth ? 'end' : 'start'
}

/** A button with a panel below it that stays open while one works in it. Escape and a press beside it close it. */
export function Popover({ label, button, buttonClass, align = 'start', onOpen, ...props }: PopoverProps) {
  const open = useSignal(false)
  const side = useSignal(align)
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
          side.value = sideOf(trigger.current, align)
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
          class={`popover-panel popover-${side.value}`}
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
