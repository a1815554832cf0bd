import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningGateway, startGateway } from '../gateway/start.ts'

/** A gateway that is started again at the same address whenever it ends by itself. */
export type SupervisedGateway = { readonly url: string; pid(): number; stop(): Promise<void> }

const restartMsMin = 250
const restartMsMax = 10_000

/** Starts the embedded ClickHouse and keeps it running. Errors: rejects when the first start fails. */
export async function superviseGateway(dir: string): Promise<SupervisedGateway> {
  let running: RunningGateway = await startGateway({ dir })
  const { url } = running
  const port = Number(new URL(url).port)
  let isStopping = false

  const watch = async (): Promise<void> => {
    while (true) {
      await running.exited
      for (let waitMs = restartMsMin; !isStopping; waitMs = Math.min(waitMs * 2, restartMsMax)) {
        await sleep(waitMs)
        if (isStopping) return
        try {
          running = await startGateway({ dir, port })
          break
        } catch (error) {
          console.error('ClickHouse could not be started again:', error)
        }
      }
      if (isStopping) return
    }
  }
  const watching = watch()
  return {
    url,
    pid: () => running.pid,
    async stop() {
      isStopping = true
      await running.stop()
      await watching
    },
  }
}
