import type { Tally } from './push.ts'

/** Tells a person how far it is. */
export type Progress = {
  update(tally: Tally, share: number): void
  /** A line of its own, above the bar where there is one. */
  say(text: string): void
  end(): void
}

type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number }

const everyMs = { bar: 100, lines: 5_000 }
const barChars = 24

/** A bar that is drawn over on a terminal; elsewhere a plain line every few seconds. */
export function progress(output: Output, nowMs: () => number = () => performance.now()): Progress {
  const isBar = output.isTTY === true
  const startedAtMs = nowMs()
  let shownAtMs = isBar ? Number.NEGATIVE_INFINITY : startedAtMs
  let bar = ''
  const draw = (text: string) => output.write(`\r\u001b[K${text}`)
  return {
    update: (tally, share) => {
      if (nowMs() - shownAtMs < (isBar ? everyMs.bar : everyMs.lines)) return
      shownAtMs = nowMs()
      const text = `${Math.floor(share * 100)} %  ${figures(tally, (shownAtMs - startedAtMs) / 1000)}`
      if (!isBar) return void output.write(`${text}\n`)
      const full = Math.round(share * barChars)
      bar = `[${'#'.repeat(full)}${'-'.repeat(barChars - full)}] ${text}`.slice(0, (output.columns ?? 80) - 1)
      draw(bar)
    },
    say: (text) => {
      if (!isBar) return void output.write(`${text}\n`)
      draw(`${text}\n`)
      output.write(bar)
    },
    end: () => {
      if (isBar) draw('')
    },
  }
}

/** The line at the end. Units: `seconds` since the first event was read. */
export const summary = (tally: Tally, seconds: number): string => {
  const { ingested, duplicates, quarantined } = tally
  const ends = `${ingested} ingested, ${duplicates} duplicates, ${quarantined} quarantined`
  return `${figures(tally, seconds)}  ${ends}, ${tally.skipped} skipped, ${seconds.toFixed(1)} s`
}

const figures = ({ sent }: Tally, seconds: number): string =>
  `${sent} sent, ${Math.round(sent / Math.max(seconds, 0.001))} events/s`
