import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import {
  entryTitle,
  fetchAhead,
  navigationGroups,
  navigationOf,
  type Page,
  standsFor,
} from '../../lib/page.ts'
import { Icon } from '../icon.tsx'
import { useModal } from '../modal.ts'

type NavigationProps = { pages: readonly Page[]; current: Page | null; isCollapsed: boolean }

/** Where one can go, by what one wants there. */
export function Navigation({ pages, current, isCollapsed }: NavigationProps) {
  return (
    <div class="nav">
      <Groups pages={pages} current={current} isCollapsed={isCollapsed} />
    </div>
  )
}

function Groups({ pages, current, isCollapsed = false, onFollow }: EntriesProps) {
  const id = useId()
  const entries = navigationOf(pages)
  return navigationGroups.map((group) => {
    const members = entries.filter((page) => page.group === group)
    if (members.length === 0) return null
    return (
      <div key={group} class="nav-group">
        <p id={`${id}-${group}`} class="nav-group-name">
          {group}
        </p>
        <ul aria-labelledby={`${id}-${group}`}>
          {members.map((page) => (
            <li key={page.path}>
              <Entry page={page} current={current} isCollapsed={isCollapsed} onFollow={onFollow} />
            </li>
          ))}
        </ul>
      </div>
    )
  })
}

type EntriesProps = {
  pages: readonly Page[]
  current: Page | null
  isCollapsed?: boolean
  onFollow?: (() => void) | undefined
}
type EntryProps = Omit<EntriesProps, 'pages'> & { page: Page }

function Entry({ page, current, isCollapsed = false, onFollow }: EntryProps) {
  return (
    <a
      class="nav-link"
      href={page.path}
      title={isCollapsed ? entryTitle(page) : undefined}
      aria-current={standsFor(page, current) ? 'page' : undefined}
      onPointerEnter={() => fetchAhead(page)}
      onClick={onFollow}
    >
      <Icon name={page.icon} size={18} />
      <span class="side-text">{entryTitle(page)}</span>
    </a>
  )
}

const tabsMax = 4

/** The bar at a phone's lower edge: the first places, and a sheet with all of them. */
export function TabBar({ pages, current }: { pages: readonly Page[]; current: Page | null }) {
  const open = useSignal(false)
  const entries = navigationOf(pages)
  const first = entries.slice(0, tabsMax)
  const isBeyond = entries.slice(tabsMax).some((page) => standsFor(page, current))
  const close = () => {
    open.value = false
  }
  return (
    <>
      <ul class="tab-bar">
        {first.map((page) => (
          <li key={page.path}>
            <Entry page={page} current={current} />
          </li>
        ))}
        {entries.length > first.length && (
          <li>
            <button
              type="button"
              class="nav-link"
              aria-current={isBeyond ? 'true' : undefined}
              aria-haspopup="dialog"
              aria-expanded={open.value}
              onClick={() => {
                open.value = true
              }}
            >
              <Icon name="more" size={18} />
              <span>More</span>
            </button>
          </li>
        )}
      </ul>
      {open.value && <Sheet pages={pages} current={current} onClose={close} />}
    </>
  )
}

type SheetProps = { pages: readonly Page[]; current: Page | null; onClose: () => void }

function Sheet({ pages, current, onClose }: SheetProps) {
  return (
    <dialog {...useModal(onClose).dialog} class="sheet" aria-label="All pages">
      <div class="sheet-panel">
        <Groups pages={pages} current={current} onFollow={onClose} />
      </div>
    </dialog>
  )
}
