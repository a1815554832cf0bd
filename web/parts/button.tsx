import type { ComponentChildren } from 'preact'
import './button.css'
import { Icon, type IconName } from './icon.tsx'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'

type Content =
  | { children: ComponentChildren; icon?: IconName; label?: never }
  /** Only a sign: `label` says what it does. */
  | { children?: never; icon: IconName; label: string }

type ButtonProps = Content & {
  look?: Look
  size?: 'small' | 'medium'
  type?: 'button' | 'submit'
  busy?: boolean
  disabled?: boolean
  pressed?: boolean
  wide?: boolean
  onClick?: () => void
}

/** The one button. While `busy` it keeps its width and its focus, and does nothing. */
export function Button({ look = 'secondary', size = 'medium', type = 'button', ...props }: ButtonProps) {
  const classes = ['button', `button-${look}`, `button-${size}`]
  if (props.children === undefined) classes.push('button-square')
  if (props.wide) classes.push('button-wide')
  return (
    <button
      // The type is one of two literals; the default is the harmless one.
      type={type === 'submit' ? 'submit' : 'button'}
      class={classes.join(' ')}
      disabled={props.disabled ?? false}
      aria-disabled={props.busy || undefined}
      aria-busy={props.busy || undefined}
      aria-pressed={props.pressed}
      aria-label={props.label}
      title={props.label}
      onClick={(event) => {
        if (props.busy) event.preventDefault()
        else props.onClick?.()
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children !== undefined && <span class="button-text">{props.children}</span>}
      {props.busy && <span class="spinner" aria-hidden="true" />}
    </button>
  )
}
