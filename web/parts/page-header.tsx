import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import './page-header.css'

export type Tab = { readonly href: string; readonly label: string; readonly isCurrent: boolean }

/** The pages about the same matter, which the frame knows and the heading shows. */
export const Tabs = createContext<readonly Tab[]>([])

type PageHeaderProps = { title: string; lead?: string; children?: ComponentChildren }

/** The heading of a page, which takes the focus when one comes to it, and what can be done with the whole. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  const tabs = useContext(Tabs)
  return (
    <>
      {tabs.length > 1 && (
        <nav class="tabs" aria-label="Pages of this part">
          <ul>
            {tabs.map(({ href, label, isCurrent }) => (
              <li key={href}>
                <a class="tab" href={href} aria-current={isCurrent ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <header class="page-header">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <p class="muted">{lead}</p>}
        </div>
        {children && <div class="page-actions">{children}</div>}
      </header>
    </>
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
