import type { ComponentChildren } from 'preact'
import { CopyButton } from './copy-button.tsx'
import { Icon } from './icon.tsx'
import './secret.css'

type SecretProps = { what: string; text: string; children?: ComponentChildren }

/** Text that is copied elsewhere, most often a secret. */
export function CopyBlock({ what, text }: SecretProps) {
  return (
    <div class="copy-block">
      <pre>{text}</pre>
      <CopyButton text={text} what={what} />
    </div>
  )
}

/**
 * A command for the shell: its lines stay lines, so that it is read as it is pasted. A narrow screen scrolls it, and
 * whoever is at the button does so by keyboard.
 */
export function CommandBlock({ text }: { text: string }) {
  return (
    <div class="copy-block copy-command">
      <div>
        <span class="copy-command-button">
          <CopyButton text={text} what="command" />
        </span>
        <pre>{text}</pre>
      </div>
    </div>
  )
}

/** A secret, or several, that are shown now and never again. */
export function ShownOnce({ what, text, children }: SecretProps) {
  return (
    <div class="shown-once">
      <p class="notice">
        <Icon name="warning" />
        <span>Shown this once: copy the {what} now.</span>
      </p>
      <CopyBlock what={what} text={text} />
      {children}
    </div>
  )
}
