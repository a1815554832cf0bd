import type { ComponentChildren } from 'preact'
import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import type { Page } from '../../lib/page.ts'
import { remembered } from '../../models/remembered.ts'
import { BrandMark } from '../brand.tsx'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import './shell.css'
import { ThemeMenu, UserMenu } from './header-menus.tsx'

type ShellProps = {
  user: SessionUser
  pages: readonly Page[]
  current: Page | null
  children: ComponentChildren
}

const navigation = remembered('navigation', ['open', 'collapsed'], 'open')

/** The frame around every page: where one can go, in which organization one is, and as whom. */
export function Shell({ user, pages, current, children }: ShellProps) {
  const isCollapsed = navigation.value === 'collapsed'
  return (
    <div class={isCollapsed ? 'shell shell-collapsed' : 'shell'}>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <nav class="side" aria-label="Main">
        <a class="side-brand" href="/" aria-label="AegisFlow, to the overview">
          <BrandMark />
          <span class="side-text">AegisFlow</span>
        </a>
        <ul class="nav">
          {pages.map((page) => (
            <li key={page.path}>
              <a
                class="nav-link"
                href={page.path}
                title={isCollapsed ? page.title : undefined}
                aria-current={page === current ? 'page' : undefined}
                onPointerEnter={() => void page.load()}
              >
                <Icon name={page.icon} size={18} />
                <span class="side-text">{page.title}</span>
              </a>
            </li>
          ))}
        </ul>
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
      </nav>
      <header class="top">
        <span class="top-mark">
          <BrandMark />
        </span>
        <p class="top-organization">
          <span>{user.organization.name}</span>
          <span class="top-region">{user.organization.region.toUpperCase()}</span>
        </p>
        <ThemeMenu />
        <UserMenu user={user} />
      </header>
      <main class="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
