import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Page } from '../../lib/page.ts'
import { navigate, path } from '../../lib/router.ts'
import { may, restoreSession, session, signInHref } from '../../models/session.ts'
import { pageAt, pages } from '../../pages/index.ts'
import { BrandMark } from '../brand.tsx'
import { Deferred } from '../deferred.tsx'
import { PageHeader } from '../page-header.tsx'
import { EmptyState, ErrorState } from '../states.tsx'
import { Toasts } from '../toasts.tsx'
import { Entrance } from './entrance.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { Shell } from './shell.tsx'

const productName = 'AegisFlow'

/** What stands at the present address for whoever is there. */
export function App() {
  const current = pageAt(path.value)
  const { state } = session.value
  const isGuestPage = current?.audience === 'guest'

  useEffect(() => {
    document.title = `${current?.title ?? 'Not found'} · ${productName}`
  }, [current])

  useEffect(() => {
    if (state === 'anonymous' && !isGuestPage) navigate(signInHref(), { replace: true })
  }, [state, isGuestPage])

  return (
    <>
      <Content current={current} />
      <Toasts />
    </>
  )
}

function Content({ current }: { current: Page | null }) {
  const present = session.value
  if (current?.audience === 'guest') {
    return (
      <Entrance>
        <Deferred key={current.path} load={current.load} props={{}} fallback={null} />
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
  if (present.state !== 'member') return <Restoring />
  return (
    <Shell user={present.user} pages={pages.filter(isInNavigation)} current={current}>
      <PageBody current={current} />
    </Shell>
  )
}

function isInNavigation(page: Page): boolean {
  return page.audience === 'member' && may(page.permission)
}

/** Whoever goes to another page is taken to its heading; on the first page the browser's own start stands. */
function PageBody({ current }: { current: Page | null }) {
  const landing = useRef<Page | null | undefined>(current)
  const focusHeading = () => {
    if (landing.current === current) return
    landing.current = undefined
    document.querySelector('h1')?.focus({ preventScroll: true })
  }
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
