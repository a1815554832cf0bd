import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'
import './menu.css'

type Item = {
  /** Tells items apart whose labels may be the same. Default: the label. */
  key?: string
  label: string
  icon: IconName
  onSelect: () => void
  /** Given where the items are choices of which one holds. */
  checked?: boolean
}

type MenuProps = {
  /** What the button is called, behind the words that `button` may show. */
  label: string
  button: ComponentChildren
  head?: ComponentChildren
  items: readonly Item[]
  /** The edge of the button that the list keeps to. */
  align?: 'start' | 'end'
  /** How the button looks beside other buttons. Default: as a part of the frame. */
  buttonClass?: string
}

function roleOf({ checked }: Item) {
  return checked === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': checked } as const)
}

const steps: Record<string, (index: number, length: number) => number> = {
  ArrowDown: (index, length) => (index + 1) % length,
  ArrowUp: (index, length) => (index - 1 + length) % length,
  Home: () => 0,
  End: (_, length) => length - 1,
}

/** A button with a list of actions or choices below it, for pointer and keyboard. */
export function Menu({ label, button, head, items, align = 'end', buttonClass = 'menu-trigger' }: MenuProps) {
  const open = useSignal(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const entries = () => [...(list.current?.querySelectorAll('button') ?? [])]

  const close = () => {
    open.value = false
    trigger.current?.focus()
  }

  // Before the next key can be pressed, so that it already meets the list.
  useLayoutEffect(() => {
    if (!open.value) return
    const checked = items.findIndex((item) => item.checked)
    entries()[Math.max(0, checked)]?.focus()
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

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return close()
    const step = steps[event.key]
    const buttons = entries()
    const index = buttons.findIndex((entry) => entry.matches(':focus'))
    if (step === undefined || buttons.length === 0) return
    event.preventDefault()
    buttons[step(index, buttons.length)]?.focus()
  }

  return (
    <div class="menu" ref={root}>
      <button
        ref={trigger}
        type="button"
        class={buttonClass}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        onClick={() => {
          open.value = !open.value
        }}
      >
        {button}
        <span class="visually-hidden">{label}</span>
      </button>
      {open.value && (
        <div class={`menu-panel menu-${align}`}>
          {head && <div class="menu-head">{head}</div>}
          <div id={id} ref={list} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
            {items.map((item) => (
              <button
                key={item.key ?? item.label}
                type="button"
                class="menu-item"
                {...roleOf(item)}
                tabIndex={-1}
                onClick={() => {
                  close()
                  item.onSelect()
                }}
              >
                <Icon name={item.icon} />
                <span>{item.label}</span>
                {item.checked && <Icon name="check" />}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
