import type { ComponentChildren } from 'preact'
import { BrandMark } from '../brand.tsx'
import './entrance.css'

/** The frame of what is shown to those who are not signed in. */
export function Entrance({ children }: { children: ComponentChildren }) {
  return (
    <main class="entrance">
      <p class="entrance-brand">
        <BrandMark size={36} />
        <span>AegisFlow</span>
      </p>
      <div class="card entrance-card">{children}</div>
      <p class="entrance-foot">The control plane for your company’s AI use</p>
    </main>
  )
}
