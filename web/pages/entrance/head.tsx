import type { ComponentChildren } from 'preact'

/** The heading of an entrance page, which takes the focus when one comes to it. */
export function Head({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header class="entrance-head">
      <h1 tabIndex={-1}>{title}</h1>
      {children && <p class="muted">{children}</p>}
    </header>
  )
}
