import { absoluteTime, logTime, relativeTime } from '../lib/format.ts'
import { nowMs } from '../models/clock.ts'

/** How long ago something was, with the instant in its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, nowMs())}
    </time>
  )
}

/** When something was, to the second, with how long ago in its tooltip. */
export function LogTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={relativeTime(at, nowMs())}>
      {logTime(at)}
    </time>
  )
}
