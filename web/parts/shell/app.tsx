import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Page } from '../../lib/page.ts'
import { navigate, path } from '../../lib/router.ts'
import { entranceHref, may, restoreSession, session } from '../../models/session.ts'
import { pageAt, pages } from '../../pages/index.ts'
import { BrandMark } from '../brand.tsx'
import { Deferred } from '../deferred.tsx'
import { PageHeader, Tabs } from '../page-header.tsx'
import { EmptyState, ErrorState } from '../states.tsx'
import { Toasts } from '../toasts.tsx'
import { Entrance } from './entrance.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { Shell } from './shell.tsx'

const productName = 'AegisFlow'

/** What stands at the present address for whoever is there. */
export function App() {
  const current = pageAt(path.value)
  const present = session.value
  const isGuestPage = current?.audience === 'guest'

  useEffect(() => {
    document.title = `${current?.title ?? 'Not found'} · ${productName}`
  }, [current])

  const mustChangePassword = present.state === 'member' && present.user.must_change_password
  const home = present.state === 'member' && path.value === '/' ? firstPage() : null

  useEffect(() => {
    if (isGuestPage) return
    if (present.state === 'anonymous') navigate(entranceHref('/sign-in'), { replace: true })
    if (mustChangePassword) navigate(entranceHref('/first-password'), { replace: true })
    else if (home !== null && home.path !== '/') navigate(home.path, { replace: true })
  }, [present.state, isGuestPage, mustChangePassword, home])

  const landing = useRef<Page | null | undefined>(current)
  const focusAtLeaving = useRef<Element | null>(null)
  useLayoutEffect(() => {
    focusAtLeaving.current = document.activeElement
  }, [current])
  /**
   * Whoever goes to another page is taken to its heading, unless they went on to something else while it loaded; on the
   * first page the browser's own start stands.
   */
  const focusHeading = () => {
    if (landing.current === current) return
    landing.current = undefined
    const focused = document.activeElement
    if (focused !== document.body && focused !== focusAtLeaving.current) return
    document.querySelector('h1')?.focus({ preventScroll: true })
  }

  return (
    <>
      <Content current={current} focusHeading={focusHeading} />
      <Toasts layer={null} />
    </>
  )
}

type ContentProps = { current: Page | null; focusHeading: () => void }

function Content({ current, focusHeading }: ContentProps) {
  const present = session.value
  if (current?.audience === 'guest') {
    return (
      <Entrance>
        <Deferred
          key={current.path}
          load={current.load}
          props={{}}
          fallback={null}
          onShown={focusHeading}
          reloads
        />
      </Entrance>
    )
  }
  if (present.state === 'unreachable') {
    return (
      <Entrance>
        <h1 class="visually-hidden">{productName}</h1>
        <ErrorState error={present.error} onRetry={() => void restoreSession()} />
      </Entrance>
    )
  }
  if (present.state !== 'member' || present.user.must_change_password) return <Restoring />
  return (
    <Shell user={present.user} pages={pages.filter(isOpen)} current={current}>
      <WithTabs current={current}>
        <PageBody current={current} focusHeading={focusHeading} />
      </WithTabs>
    </Shell>
  )
}

function isOpen(page: Page): boolean {
  return page.audience === 'member' && may(page.permission)
}

/** Where one starts: not everybody may see the overview. */
function firstPage(): Page | null {
  return pages.find((page) => page.group !== null && isOpen(page)) ?? null
}

function WithTabs({ current, children }: { current: Page | null; children: ComponentChildren }) {
  const tabs = useMemo(
    () =>
      pages.flatMap((page) =>
        page.tab !== null && page.tab.matter === current?.tab?.matter && isOpen(page)
          ? [{ href: page.path, label: page.tab.label, isCurrent: page === current }]
          : [],
      ),
    [current],
  )
  return <Tabs.Provider value={tabs}>{children}</Tabs.Provider>
}

function PageBody({ current, focusHeading }: ContentProps) {
  useLayoutEffect(focusHeading, [current])

  if (current === null) {
    return (
      <>
        <PageHeader title="Page not found" />
        <EmptyState icon="search" title="There is no page at this address">
          <p>
            Check the address, or go to the <a href="/">overview</a>.
          </p>
        </EmptyState>
      </>
    )
  }
  if (!may(current.permission)) {
    return (
      <>
        <PageHeader title={current.title} />
        <EmptyState icon="lock" title="You may not see this page">
          <p>
            It needs the permission <code>{current.permission}</code>. An owner or admin of your organization
            can grant it.
          </p>
        </EmptyState>
      </>
    )
  }
  return (
    <Deferred
      key={current.path}
      load={current.load}
      props={{}}
      fallback={<PageSkeleton title={current.title} />}
      onShown={focusHeading}
      reloads
    />
  )
}

/** Shown only if the answer takes a moment. */
function Restoring() {
  return (
    <div class="restoring" role="status">
      <BrandMark size={40} />
      <span class="visually-hidden">Loading {productName}</span>
    </div>
  )
}
