import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import './verdict.css'

/** What a check came to, in one line. */
export function VerdictLine({ isGood, children }: { isGood: boolean; children: ComponentChildren }) {
  return (
    <p class={isGood ? 'verdict verdict-good' : 'verdict verdict-bad'}>
      <Icon name={isGood ? 'check' : 'warning'} size={20} />
      <span>{children}</span>
    </p>
  )
}
