import { count, percentage } from '../../lib/format.ts'
import { coverageFigures } from '../../models/coverage.ts'
import './coverage.css'

/** How far what held text was inspected, as one bar; the figures stand in its title and for those who listen. */
export function ShareBar({ counts }: { counts: Parameters<typeof coverageFigures>[0] }) {
  const { held: all, full, partial, none, textless } = coverageFigures(counts)
  if (all <= 0) return <span class="muted">No text in it</span>
  const rest = textless > 0 ? `, ${count(textless)} without text` : ''
  const words = `${count(full)} in full, ${count(partial)} in part, ${count(none)} not${rest}`
  const part = (value: number) => ({ width: `${(value / all) * 100}%` })
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
