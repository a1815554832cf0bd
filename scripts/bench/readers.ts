import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ReadersAnswer, ReadersOrder } from './live-readers.ts'

const waitMs = 30_000

export type Counted = { events: number; frames: number; bytes: number; gaps: number }

/** Many sockets in processes of their own, so that reading does not hold up what is measured. */
export type Readers = {
  open(address: string, headers: Record<string, string>, sockets: number): Promise<void>
  /** When the last socket had a frame with that word. Units: epoch milliseconds. */
  lastArrival(word: string): Promise<number>
  /** What all sockets were sent within a time. */
  countFor(ms: number): Promise<Counted>
  close(): void
}

export function startReaders(processes: number): Readers {
  const children = Array.from({ length: processes }, () => start('live-readers.ts'))
  const tell = (order: ReadersOrder) => {
    for (const child of children) child.send(order)
  }
  return {
    async open(address, headers, sockets) {
      const opened = children.map((child) => answerOf(child, 'open', 300_000))
      for (const [index, child] of children.entries()) {
        const share = Math.floor(sockets / processes) + Number(index < sockets % processes)
        child.send({ do: 'open', address, headers, sockets: share } satisfies ReadersOrder)
      }
      await Promise.all(opened)
    },
    async lastArrival(word) {
      const arrived = children.map((child) => answerOf(child, 'watch', waitMs))
      tell({ do: 'watch', word })
      return Math.max(...(await Promise.all(arrived)).map(({ atMs }) => atMs))
    },
    async countFor(ms) {
      tell({ do: 'count' })
      await new Promise((resolve) => setTimeout(resolve, ms))
      const told = children.map((child) => answerOf(child, 'tell', waitMs))
      tell({ do: 'tell' })
      const sums = await Promise.all(told)
      const total = (name: keyof Counted) => sums.reduce((sum, each) => sum + each[name], 0)
      return { events: total('events'), frames: total('frames'), bytes: total('bytes'), gaps: total('gaps') }
    },
    close() {
      for (const child of children) child.kill('SIGKILL')
    },
  }
}

/** A plain Node program that broadcasts. */
export async function startBroadcaster(): Promise<{
  address: string
  send(text: string): void
  close(): void
}> {
  const child = start('ws-broadcaster.ts')
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    address: `ws://127.0.0.1:${port}`,
    send: (text) => {
      child.send({ text })
    },
    close: () => {
      child.kill('SIGKILL')
    },
  }
}

const start = (file: string): ChildProcess => fork(fileURLToPath(new URL(file, import.meta.url)))

function answerOf<Did extends ReadersAnswer['did']>(
  child: ChildProcess,
  did: Did,
  limitMs: number,
): Promise<Extract<ReadersAnswer, { did: Did }>> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer)
      child.off('message', listen)
      then()
    }
    const timer = setTimeout(() => end(() => reject(new Error(`no answer to ${did}`))), limitMs)
    const listen = (said: ReadersAnswer) => {
      if (said.did === did) end(() => resolve(said as Extract<ReadersAnswer, { did: Did }>))
      else if (said.did === 'fail') end(() => reject(new Error(said.message)))
    }
    child.on('message', listen)
  })
}
