import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simulateCrowd } from '../simulated-crowd.ts'
import type { Soak } from '../soak-run.ts'

const capacity = 30_000
/** workerd (2026-11-02) opens a socket's file a second time; and other files than sockets. */
const filesPerSocket = 2
const otherFiles = 1_000

/**
 * As many sockets of one organization as its rooms have seats: over TCP as many as this machine lets one process have files
 * open, and the others from inside.
 */
export const live: Soak = {
  name: 'live',
  summary: '30,000 sockets in all rooms; all leave and come back; each reader is shown each event once',
  async run({ dataDir, isShort, note }) {
    const filesMax = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1])
    const possible = Math.min(capacity, Math.floor((filesMax - otherFiles) / filesPerSocket))
    const sockets = isShort ? 3_000 : possible
    const inner = (isShort ? 6_000 : capacity) - sockets
    const { wrong } = await simulateCrowd({
      dataDir: join(dataDir, 'live'),
      sockets,
      inner,
      returns: 10,
      eventsMin: 400 * (isShort ? 0.1 : 1),
      isFull: !isShort,
      note,
    })
    return wrong
  },
}
