import { count, percentage } from '../../lib/format.ts'
import './coverage.css'

type Counts = { readonly full: number; readonly partial: number; readonly none: number }

/** How far something was inspected, as one bar; the figures stand in its title and for those who listen. */
export function ShareBar({ full, partial, none }: Counts) {
  const all = full + partial + none
  if (all <= 0) return <span class="muted">–</span>
  const words = `${count(full)} in full, ${count(partial)} in part, ${count(none)} not`
  const part = (value: number) => ({ width: `${(Math.max(0, value) / all) * 100}%` })
  return (
    <span class="share" title={words}>
      <span class="share-bar" aria-hidden="true">
        <span class="share-full" style={part(full)} />
        <span class="share-partial" style={part(partial)} />
        <span class="share-none" style={part(none)} />
      </span>
      <span class="share-text">{percentage(full / all)}</span>
      <span class="visually-hidden">{words}</span>
    </span>
  )
}
