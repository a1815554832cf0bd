import type { ComponentChildren } from 'preact'
import { ApiError } from '../lib/api.ts'
import { errorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import './states.css'

/** A grey stand-in of the size of what is coming. Units: `width` a CSS length, `height` CSS pixels. */
export function Skeleton({ width = '100%', height = 14 }: { width?: string; height?: number }) {
  return <span class="skeleton" style={{ width, height: `${height}px` }} aria-hidden="true" />
}

type EmptyProps = { icon: IconName; title: string; children?: ComponentChildren }

/** Nothing there: says why, and what to do about it. */
export function EmptyState({ icon, title, children }: EmptyProps) {
  return (
    <div class="state">
      <span class="state-icon">
        <Icon name={icon} size={20} />
      </span>
      <p class="state-title">{title}</p>
      {children && <div class="state-text">{children}</div>}
    </div>
  )
}

/** Something failed: what, the request it can be traced by, and another try where that may help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const forbidden = error instanceof ApiError && error.status === 403
  return (
    <div class="state" role="alert">
      <span class="state-icon state-icon-error">
        <Icon name={forbidden ? 'lock' : 'warning'} size={20} />
      </span>
      <p class="state-title">{forbidden ? 'You may not see this' : 'This could not be loaded'}</p>
      <div class="state-text">
        <p>{errorText(error)}</p>
        {error instanceof ApiError && error.requestId !== null && (
          <p class="state-request">
            Request <code>{error.requestId}</code>
          </p>
        )}
      </div>
      {!forbidden && (
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** What is on show is old, because the last try to renew it failed. */
export function StaleNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <p class="notice" role="status">
      <Icon name="warning" />
      <span>Not up to date: {errorText(error)}</span>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </p>
  )
}
