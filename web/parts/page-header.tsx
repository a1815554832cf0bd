import { type ComponentChildren, createContext } from 'preact'
import { useContext, useLayoutEffect, useRef } from 'preact/hooks'
import './page-header.css'

export type Tab = { readonly href: string; readonly label: string; readonly isCurrent: boolean }

/** The pages about the same matter, which the frame knows and the heading shows. */
export const Tabs = createContext<readonly Tab[]>([])

type PageHeaderProps = { title: string; lead?: string; children?: ComponentChildren }

/**
 * Scrolls a strip sideways, as far as what it holds is hidden. Not with `scrollIntoView`, which would have the Tab key go
 * on from there (2026-11: Chromium) and pass the link to the content.
 */
function bringIntoSight(strip: Element, held: Element): void {
  const [around, its] = [strip.getBoundingClientRect(), held.getBoundingClientRect()]
  strip.scrollLeft += Math.max(0, its.right - around.right) - Math.max(0, around.left - its.left)
}

/** The heading of a page, which takes the focus when one comes to it, and what can be done with the whole. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  const tabs = useContext(Tabs)
  const strip = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const current = strip.current?.querySelector('[aria-current]')
    if (strip.current && current) bringIntoSight(strip.current, current)
  }, [tabs])
  return (
    <>
      {tabs.length > 1 && (
        <nav ref={strip} class="tabs" aria-label="Pages of this part">
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
