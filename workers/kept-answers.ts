import { errorText } from '../analytics/store/error-text.ts'

const freshMs = 30_000
/** What is shown while there is nothing yet, so that first data need not wait. */
const emptyMs = 1_000
/** What a sync stored can be queried after this at the latest, unless the store is away. */
const settledMs = 2_000
/** A row takes less than a kilobyte; an isolate has 128 MB for everything. */
const rowsMax = 20_000
const answerRowsMax = 2_000

/** Who asks: since when an answer is too old, whether they want a new one, and what works on behind their answer. */
type Asking = {
  syncedAtMs: number | null
  nowMs: number
  isNewWanted: boolean
  later: (work: Promise<unknown>) => void
}

/** Answers of one question that this isolate keeps, by name. */
export type KeptAnswers<Answer> = {
  /** The answer while it may still be shown. */
  find(name: string, syncedAtMs: number | null, nowMs: number): Answer | null
  keep(name: string, answer: Answer, readAtMs: number): void
  /**
   * The answer while it may still be shown, or what `read` gives. One of those who ask in the second half of an answer's
   * life has it read anew behind theirs, so that those who ask on and on are not kept waiting.
   */
  of(name: string, asking: Asking, read: () => Promise<Answer>): Promise<Answer>
}

type Entry<Answer> = { readAtMs: number; answer: Answer; isBeingRead: boolean }

/**
 * Keeps what was read for a tenant while it may still be shown: for half a minute, and not beyond the end of a sync.
 * Every isolate sees that end in the control plane, where the run itself is written down, so that nobody has to tell the
 * others. While a sync's rows settle, an answer lives for a moment only, and so does one without rows. What has thousands
 * is not kept.
 */
export function keptAnswers<Answer>(rowsIn: (answer: Answer) => number): KeptAnswers<Answer> {
  const entries = new Map<string, Entry<Answer>>()
  let rows = 0
  const livesMs = ({ readAtMs, answer }: Entry<Answer>, syncedAtMs: number | null): number => {
    if (syncedAtMs !== null && readAtMs <= syncedAtMs) return 0
    const isSettling = syncedAtMs !== null && readAtMs < syncedAtMs + settledMs
    return isSettling || rowsIn(answer) === 0 ? emptyMs : freshMs
  }
  const shown = (name: string, syncedAtMs: number | null, nowMs: number): Entry<Answer> | null => {
    const entry = entries.get(name)
    return entry && nowMs - entry.readAtMs < livesMs(entry, syncedAtMs) ? entry : null
  }
  const keep = (name: string, answer: Answer, readAtMs: number): void => {
    const more = rowsIn(answer)
    const isOutrun = (entries.get(name)?.readAtMs ?? readAtMs) > readAtMs
    if (more > answerRowsMax || isOutrun) return
    if (rows + more >= rowsMax) {
      entries.clear()
      rows = 0
    }
    // One more for the entry itself, also when it takes the place of another: this is a bound and not a count.
    rows += more + 1
    entries.set(name, { readAtMs, answer, isBeingRead: false })
  }
  return {
    find: (name, syncedAtMs, nowMs) => shown(name, syncedAtMs, nowMs)?.answer ?? null,
    keep,
    async of(name, { syncedAtMs, nowMs, isNewWanted, later }, read) {
      const entry = isNewWanted ? null : shown(name, syncedAtMs, nowMs)
      if (entry === null) {
        const answer = await read()
        keep(name, answer, nowMs)
        return answer
      }
      if (!entry.isBeingRead && nowMs - entry.readAtMs >= livesMs(entry, syncedAtMs) / 2) {
        entry.isBeingRead = true
        const reading = read().then((answer) => keep(name, answer, nowMs))
        later(
          reading.catch((error: unknown) => {
            entry.isBeingRead = false
            console.error('an answer was not read anew', errorText(error))
          }),
        )
      }
      return entry.answer
    },
  }
}

/** When the last sync of any vendor ended. Units: epoch milliseconds; null before the first. */
export function lastEnd(runs: ReadonlyMap<string, { finishedAtMs: number }>): number | null {
  const ends = [...runs.values()].map(({ finishedAtMs }) => finishedAtMs)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** What a request asks of kept answers, given the last run of each vendor. */
export const askingOf = (
  { request, nowMs, waitUntil }: { request: Request; nowMs: number; waitUntil: Asking['later'] },
  runs: Parameters<typeof lastEnd>[0],
): Asking => ({
  syncedAtMs: lastEnd(runs),
  nowMs,
  isNewWanted: request.headers.get('cache-control')?.includes('no-cache') ?? false,
  later: waitUntil,
})
