import type { ComponentChildren } from 'preact'
import './page-header.css'

type PageHeaderProps = { title: string; lead?: string; children?: ComponentChildren }

/** The heading of a page, which takes the focus when one comes to it, and what can be done with the whole. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  return (
    <header class="page-header">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p class="muted">{lead}</p>}
      </div>
      {children && <div class="page-actions">{children}</div>}
    </header>
  )
}

type SectionProps = { title: string; lead?: string; actions?: ComponentChildren; children: ComponentChildren }

/** A titled card on a page. */
export function Section({ title, lead, actions, children }: SectionProps) {
  return (
    <section class="card section" aria-label={title}>
      <header class="section-header">
        <div>
          <h2>{title}</h2>
          {lead && <p class="section-lead">{lead}</p>}
        </div>
        {actions && <div class="section-actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
