import { percentage } from '../lib/format.ts'
import './progress.css'

/** How much of something is done. Units: `share` from 0 to 1; all of it is said only of all. */
export function Progress({ share, label }: { share: number; label: string }) {
  return (
    <span class="progress">
      <progress max={1} value={share} aria-label={label} />
      <span class="progress-text">{percentage(Math.floor(share * 1000) / 1000)}</span>
    </span>
  )
}
