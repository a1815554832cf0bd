import { basename } from 'node:path'
import type { FeedOptions } from './options.ts'
import { pace } from './pace.ts'
import { type Item, push, type Tally, type Target } from './push.ts'
import { readRecords, UnreadableFile } from './records.ts'
import { eventOf, promptFieldOf } from './to-event.ts'

type Listener = Pick<Target, 'onSkip' | 'onWait' | 'signal'> & {
  onProgress(bytesRead: number): void
}

/**
 * Reads the file and pushes what it holds, batch by batch; `tally` is right at any moment. Errors: UnreadableFile,
 * PushStopped, AbortError, and the file system's own.
 */
export async function upload(options: FeedOptions, tally: Tally, listener: Listener): Promise<void> {
  const { signal } = listener
  const { url, key } = options
  const target: Target = { ...listener, url, key }
  const mapping = { ...options, fileName: basename(options.file) }
  const wait = pace(options.ratePerS)
  const batchMax = Math.min(options.batch, Math.max(1, Math.floor(options.ratePerS ?? options.batch)))
  const skip = (line: number, reason: string) => {
    tally.skipped += 1
    listener.onSkip(line, reason)
  }
  let bytesRead = 0
  let batch: Item[] = []
  const send = async () => {
    await wait(batch.length, signal)
    signal.throwIfAborted()
    await push(batch, target, tally)
    batch = []
    listener.onProgress(bytesRead)
  }
  let isFirst = true
  for await (const read of readRecords(options.file, options.format, (bytes) => {
    bytesRead += bytes
  })) {
    signal.throwIfAborted()
    if ('problem' in read) {
      skip(read.line, read.problem)
      continue
    }
    if (isFirst) requirePrompt(read.record, options.field)
    isFirst = false
    const made = eventOf(read.record, read.line, mapping)
    if ('problem' in made) skip(read.line, made.problem)
    else if (batch.push({ line: read.line, event: made.event }) >= batchMax) await send()
  }
  if (batch.length > 0) await send()
}

/** A file whose first record has no prompt was most likely asked for with the wrong field. */
function requirePrompt(record: Readonly<Record<string, unknown>>, field: string | undefined): void {
  if (promptFieldOf(record, field) !== null) return
  const missing = field === undefined ? 'neither text nor prompt' : `no ${field}`
  const names = Object.keys(record).join(', ')
  throw new UnreadableFile(`the first record has ${missing}; it has ${names}. Name one with --field.`)
}
