const freshMs = 30_000
/** What is shown while there is nothing yet, so that first data need not wait. */
const emptyMs = 1_000
/** What a sync stored can be queried after this at the latest, unless the store is away. */
const settledMs = 2_000
/** A row takes less than a kilobyte; an isolate has 128 MB for everything. */
const rowsMax = 20_000
const answerRowsMax = 2_000

/** Answers of one question that this isolate keeps, by name. */
export type KeptAnswers<Answer> = {
  /** The answer while it may still be shown. */
  find(name: string, syncedAtMs: number | null, nowMs: number): Answer | null
  keep(name: string, answer: Answer, readAtMs: number): void
}

/**
 * Keeps what was read for a tenant while it may still be shown: for half a minute, and not beyond the end of a sync.
 * Every isolate sees that end in the control plane, where the run itself is written down, so that nobody has to tell the
 * others. While a sync's rows settle, an answer lives for a moment only, and so does one without rows. What has thousands
 * is not kept.
 */
export function keptAnswers<Answer>(rowsIn: (answer: Answer) => number): KeptAnswers<Answer> {
  const entries = new Map<string, { readAtMs: number; answer: Answer }>()
  let rows = 0
  return {
    find(name, syncedAtMs, nowMs) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      const isBeforeSync = syncedAtMs !== null && entry.readAtMs < syncedAtMs + settledMs
      const livesMs = isBeforeSync || rowsIn(entry.answer) === 0 ? emptyMs : freshMs
      const isBefore = syncedAtMs !== null && entry.readAtMs <= syncedAtMs
      return !isBefore && nowMs - entry.readAtMs < livesMs ? entry.answer : null
    },
    keep(name, answer, readAtMs) {
      const more = rowsIn(answer)
      if (more > answerRowsMax) return
      if (rows + more >= rowsMax) {
        entries.clear()
        rows = 0
      }
      // One more for the entry itself, also when it takes the place of another: this is a bound and not a count.
      rows += more + 1
      entries.set(name, { readAtMs, answer })
    },
  }
}

/** When the last sync of any vendor ended. Units: epoch milliseconds; null before the first. */
export function lastEnd(runs: ReadonlyMap<string, { finishedAtMs: number }>): number | null {
  const ends = [...runs.values()].map(({ finishedAtMs }) => finishedAtMs)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** Whether the caller asks for an answer that nobody kept. */
export const wantsNew = (request: Request): boolean =>
  request.headers.get('cache-control')?.includes('no-cache') ?? false
