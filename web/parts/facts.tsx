import type { ComponentChildren } from 'preact'
import { CopyButton } from './copy-button.tsx'
import './facts.css'

/** A titled part of a drawer. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** What is known about one thing, in two columns. */
export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>
}

type FactProps = { name: string; wide?: boolean; children: ComponentChildren }

/** One fact; a dash where it is not known. */
export function Fact({ name, wide, children }: FactProps) {
  const known = children !== null && children !== undefined && children !== false && children !== ''
  return (
    <div class={wide ? 'fact-wide' : undefined}>
      <dt>{name}</dt>
      <dd>{known ? children : <span class="muted">–</span>}</dd>
    </div>
  )
}

/** An id and the button that copies it. */
export function Id({ text, what }: { text: string; what: string }) {
  return (
    <>
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </>
  )
}
