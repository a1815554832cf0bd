import { type ReadonlySignal, signal } from '@preact/signals'
import type { ScanAnswer, ScanQuestion } from './scan-text.ts'
import workerPath from './scan-worker.ts?worker&url'

/** Shorter texts are scanned as they are typed. Units: characters. */
const promptCharsMax = 5_000
const typingPauseMs = 300

/** As far as it is needed; the browser's own type stands for a string that was vouched for. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL(path: string): string },
  ): {
    createScriptURL(path: string): string
  }
}
/** The console's content security policy lets this one policy make addresses of scripts, and it makes one alone. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'aegisflow-scanner',
  { createScriptURL: () => workerPath },
)
const workerAddress = policy?.createScriptURL(workerPath) ?? workerPath

export type Scanning = {
  /** The newest answer; null until the first. */
  readonly answer: ReadonlySignal<ScanAnswer | null>
  readonly busy: ReadonlySignal<boolean>
  /** The scanner itself could not be had, or broke. */
  readonly failed: ReadonlySignal<boolean>
  /** A later question takes the place of those that still wait. */
  ask(question: ScanQuestion): void
  dispose(): void
}

/** Scans in a thread of its own, so that a long text never holds up the page. Nothing leaves the browser. */
export function scanning(): Scanning {
  const answer = signal<ScanAnswer | null>(null)
  const busy = signal(false)
  const failed = signal(false)
  const worker = new Worker(workerAddress, { type: 'module' })
  let asked = false
  let waiting: ScanQuestion | null = null
  let pause: ReturnType<typeof setTimeout> | undefined

  function send(): void {
    if (asked || waiting === null) return
    asked = true
    worker.postMessage(waiting)
    waiting = null
  }
  worker.onmessage = ({ data }: MessageEvent<ScanAnswer>) => {
    asked = false
    answer.value = data
    send()
    busy.value = asked || pause !== undefined
  }
  worker.onerror = () => {
    busy.value = false
    failed.value = true
  }

  return {
    answer,
    busy,
    failed,
    ask(question) {
      clearTimeout(pause)
      busy.value = true
      pause = setTimeout(
        () => {
          pause = undefined
          waiting = question
          send()
        },
        question.text.length <= promptCharsMax ? 0 : typingPauseMs,
      )
    },
    dispose() {
      clearTimeout(pause)
      worker.terminate()
    },
  }
}
