import type { ComponentChildren } from 'preact'
import './top-list.css'

export type TopItem = {
  readonly key: string
  readonly label: string
  /** What tells it from others of the same name. */
  readonly note?: string
  /** Where what stands behind it is listed; null where it cannot be told apart. */
  readonly href: string | null
  /** What it is ranked by; the longest bar is the most. */
  readonly amount: number
  /** The amount, and what else is worth saying. */
  readonly text: ComponentChildren
}

/** Who or what stands for most of something, each with a bar as long as its part of the first. */
export function TopList({ label, items }: { label: string; items: readonly TopItem[] }) {
  const most = Math.max(0, ...items.map(({ amount }) => amount))
  return (
    <ol class="top-list" aria-label={label}>
      {items.map(({ key, label: name, note, href, amount, text }) => (
        <li key={key} class="top-item">
          <span class="top-item-line">
            {href === null ? (
              <span class="top-item-name muted">{name}</span>
            ) : (
              <a class="top-item-name" href={href} title={note === undefined ? name : `${name} (${note})`}>
                {name}
                {note !== undefined && <span class="top-item-note">{note}</span>}
              </a>
            )}
            <span class="top-item-text">{text}</span>
          </span>
          <span class="top-bar" aria-hidden="true">
            <span style={{ width: `${most > 0 ? Math.max(0.5, (Math.max(0, amount) / most) * 100) : 0}%` }} />
          </span>
        </li>
      ))}
    </ol>
  )
}
