import type { ComponentType } from 'preact'
import type { Permission } from '../../analytics/contract/permissions.ts'
import type { IconName } from '../parts/icon.tsx'

/** The parts of the navigation, in its order. */
export const navigationGroups = ['Monitor', 'Analyse', 'Sources', 'Govern', 'Settings'] as const
type NavigationGroup = (typeof navigationGroups)[number]

export type Page = {
  readonly path: string
  readonly title: string
  readonly icon: IconName
  /** Members are signed in and stand in the console's frame; guests may be anyone, and see the entrance. */
  readonly audience: 'member' | 'guest'
  /** What a member must be allowed to do; the server decides again. Null: being signed in is enough. */
  readonly permission: Permission | null
  /** The part of the navigation that it stands in; null where other pages lead to it. */
  readonly group: NavigationGroup | null
  /** Pages about one matter share tabs, and the navigation shows the first of them that one may see. */
  readonly tab: { readonly matter: string; readonly label: string } | null
  readonly load: () => Promise<ComponentType>
}

type PageDeclaration = Pick<Page, 'path' | 'title' | 'icon' | 'load'> &
  (
    | { audience: 'guest' }
    | { permission: null }
    | { permission: Permission; group: NavigationGroup; tab?: NonNullable<Page['tab']> }
  )

/** Declares a page. Its component is a chunk of its own, fetched by `load` when first needed. */
export function page(declaration: PageDeclaration): Page {
  return Object.freeze({ audience: 'member', permission: null, group: null, tab: null, ...declaration })
}

/** Fetches a page's code before it is drawn. What is missing is noticed, and said, where it is drawn. */
export function fetchAhead(page: Page): void {
  page.load().catch(() => {})
}

/** What the navigation shows: one entry per page, and one per matter of several pages. */
export function navigationOf(pages: readonly Page[]): readonly Page[] {
  const matters = new Set<string>()
  return pages.filter(({ group, tab }) => {
    if (group === null) return false
    if (tab === null) return true
    const isFirst = !matters.has(tab.matter)
    matters.add(tab.matter)
    return isFirst
  })
}

/** Whether the navigation's entry stands for the page one is on. */
export function standsFor(entry: Page, current: Page | null): boolean {
  if (entry === current) return true
  return entry.tab !== null && entry.tab.matter === current?.tab?.matter
}

/** What the entry is called: the matter, where it stands for several pages. */
export function entryTitle({ tab, title }: Page): string {
  return tab?.matter ?? title
}
