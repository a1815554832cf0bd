import type { ComponentChildren } from 'preact'
import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import type { Page } from '../../lib/page.ts'
import { remembered } from '../../models/remembered.ts'
import { isNarrow } from '../../models/viewport.ts'
import { BrandMark } from '../brand.tsx'
import { Button } from '../button.tsx'
import './shell.css'
import { OrganizationMenu, ThemeMenu, UserMenu } from './header-menus.tsx'
import { Navigation, TabBar } from './navigation.tsx'
import { VerifyBanner } from './verify-banner.tsx'

type ShellProps = {
  user: SessionUser
  /** Those that the person may see. */
  pages: readonly Page[]
  current: Page | null
  children: ComponentChildren
}

const navigation = remembered('navigation', ['open', 'collapsed'], 'open')

/** The frame around every page: where one can go, in which organization one is, and as whom. */
export function Shell({ user, pages, current, children }: ShellProps) {
  const isCollapsed = navigation.value === 'collapsed' && !isNarrow.value
  return (
    <div class={isCollapsed ? 'shell shell-collapsed' : 'shell'}>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <nav class="side" aria-label="Main">
        {isNarrow.value ? (
          <TabBar pages={pages} current={current} />
        ) : (
          <>
            <a class="side-brand" href="/" aria-label="AegisFlow, to the overview">
              <BrandMark />
              <span class="side-text">AegisFlow</span>
            </a>
            <Navigation pages={pages} current={current} isCollapsed={isCollapsed} />
            <div class="side-foot">
              <Button
                look="quiet"
                icon="sidebar"
                label={isCollapsed ? 'Expand navigation' : 'Collapse navigation'}
                onClick={() => {
                  navigation.value = isCollapsed ? 'open' : 'collapsed'
                }}
              />
            </div>
          </>
        )}
      </nav>
      <header class="top">
        <span class="top-mark">
          <BrandMark />
        </span>
        <OrganizationMenu user={user} />
        <ThemeMenu />
        <UserMenu user={user} />
      </header>
      <main class="main" id="main" tabIndex={-1}>
        {!user.email_verified && <VerifyBanner email={user.email} />}
        {children}
      </main>
    </div>
  )
}
