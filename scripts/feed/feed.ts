import { statSync } from 'node:fs'
import { help, readOptions, WrongUse } from './options.ts'
import { progress, summary } from './progress.ts'
import { PushStopped, type Tally } from './push.ts'
import { UnreadableFile } from './records.ts'
import { upload } from './upload.ts'

const shownSkipsMax = 50
const status = { done: 0, incomplete: 1, wrongUse: 2, interrupted: 130 }

/** Runs the command. Gives the exit status. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === null) {
    console.log(help)
    return status.done
  }
  const stat = statSync(options.file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new WrongUse(`${options.file} is not a file.`)

  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  process.once('SIGTERM', () => stopping.abort())
  const shown = progress(process.stderr)
  const tally: Tally = { sent: 0, ingested: 0, duplicates: 0, quarantined: 0, skipped: 0 }
  const startedAtMs = performance.now()
  let end = status.done
  let why: string | null = null
  try {
    await upload(options, tally, {
      signal: stopping.signal,
      onProgress: (bytesRead) => shown.update(tally, bytesRead / stat.size),
      onSkip: (line, reason) => {
        if (tally.skipped <= shownSkipsMax) shown.say(`line ${line}: ${reason}`)
        if (tally.skipped === shownSkipsMax) shown.say('Further skipped lines are only counted.')
      },
      onWait: (reason, waitMs) => shown.say(`${reason}; again in ${(waitMs / 1000).toFixed(1)} s`),
    })
    if (tally.skipped > 0) end = status.incomplete
  } catch (error) {
    if (stopping.signal.aborted) {
      end = status.interrupted
      why = 'Interrupted. Run the command again to go on; nothing is sent twice.'
    } else if (error instanceof PushStopped) {
      end = status.incomplete
      why = `Stopped: ${error.message}`
    } else if (error instanceof UnreadableFile) {
      end = status.wrongUse
      why = `${options.file}: ${error.message}`
    } else throw error
  } finally {
    shown.end()
  }
  console.log(summary(tally, (performance.now() - startedAtMs) / 1000))
  if (why !== null) console.error(why)
  return end
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof WrongUse)) throw error
  console.error(`${error.message} --help tells more.`)
  process.exitCode = status.wrongUse
}
