import { llmPushBatch } from '../../analytics/contract/push.ts'
import { llmEvent, type PipelineContext } from '../../analytics/pipeline.ts'
import { scan } from '../../detectors/index.ts'
import { batchesOf, type PushedPrompt } from './prompts.ts'

const batchRows = 500
const encoder = new TextEncoder()

/** What one event costs in each stage that is ours, on one thread of Node, which runs the same V8. Units: microseconds. */
export type IngestBudget = { parse: number; check: number; detect: number; rest: number; write: number }

/** Runs the stages over some thousand events, the first of them only to warm up. */
export function ingestBudget(context: PipelineContext, events: readonly PushedPrompt[]): IngestBudget {
  const spent: IngestBudget = { parse: 0, check: 0, detect: 0, rest: 0, write: 0 }
  const bodies = batchesOf(events, batchRows).map((batch) => JSON.stringify({ events: batch }))
  const timed = <T>(stage: keyof IngestBudget, work: () => T): T => {
    const startedAtMs = performance.now()
    const done = work()
    spent[stage] += performance.now() - startedAtMs
    return done
  }
  const run = (some: readonly string[]): void => {
    for (const body of some) {
      const parsed = timed('parse', () => JSON.parse(body) as unknown)
      const batch = timed('check', () => llmPushBatch.parse(parsed).events)
      timed('detect', () => {
        for (const { prompt, response } of batch) {
          scan(prompt ?? '')
          scan(response ?? '')
        }
      })
      const rows = timed('rest', () => batch.map((event) => llmEvent(event, null, context)))
      timed('write', () => {
        const lines = rows.map((end) => (end.end === 'kept' ? JSON.stringify(end.row) : ''))
        return encoder.encode(lines.join('\n'))
      })
    }
  }
  const warm = Math.ceil(bodies.length / 4)
  run(bodies.slice(0, warm))
  for (const stage of Object.keys(spent) as (keyof IngestBudget)[]) spent[stage] = 0
  run(bodies.slice(warm))
  const count = (bodies.length - warm) * batchRows
  const each = (ms: number): number => (ms * 1000) / count
  return {
    parse: each(spent.parse),
    check: each(spent.check),
    detect: each(spent.detect),
    // The pipeline scans as well.
    rest: Math.max(0, each(spent.rest) - each(spent.detect)),
    write: each(spent.write),
  }
}
