import type { ComponentType } from 'preact'
import type { Permission } from '../../analytics/contract/permissions.ts'
import type { IconName } from '../parts/icon.tsx'

export type Page = {
  readonly path: string
  readonly title: string
  readonly icon: IconName
  /** Members are signed in and see the page in the navigation; guests are not, and do not. */
  readonly audience: 'member' | 'guest'
  /** What a member must be allowed to do; the server decides again. */
  readonly permission: Permission | null
  readonly load: () => Promise<ComponentType>
}

type PageDeclaration = Pick<Page, 'path' | 'title' | 'icon' | 'load'> &
  ({ audience: 'guest' } | { permission: Permission })

/** Declares a page. Its component is a chunk of its own, fetched by `load` when first needed. */
export function page(declaration: PageDeclaration): Page {
  return Object.freeze({ audience: 'member', permission: null, ...declaration })
}
