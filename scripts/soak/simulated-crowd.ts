import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { type Instance, ingestPath, startInstance } from '../bench/instance.ts'
import type { CrowdAnswer, CrowdOrder } from './live-crowd.ts'

/** So many readers at once, to whom events are shown while all of them, one in `returns` at a time, leave and come back. */
export type CrowdSimulation = {
  dataDir: string
  sockets: number
  returns: number
  eventsMin: number
  /** Whether the rooms are full then, so that one more reader is sent away. */
  isFull: boolean
  note: (text: string) => void
}

export type CrowdReport = { wrong: string[]; events: number; returned: number }

type Told = Extract<CrowdAnswer, { did: 'tell' }>

const processes = 4
const betweenMs = 150
const waitMs = 60_000
const openMs = 600_000

/** Shows events to a crowd of sockets, and says whether each reader was shown each event once, in the same order. */
export async function simulateCrowd(simulation: CrowdSimulation): Promise<CrowdReport> {
  const { dataDir, sockets, returns, eventsMin, isFull, note } = simulation
  const instance = await startInstance(dataDir)
  const crowd = Array.from({ length: processes }, () => fork(join(import.meta.dirname, 'live-crowd.ts')))
  try {
    await instance.untilCollected()
    const address = `${instance.url.replace('http', 'ws')}/ws/events?packed=gzip`
    const headers = { authorization: `Bearer ${instance.apiKey}` }
    const startedAtMs = performance.now()
    await askAll(crowd, 'open', (index) => ({
      do: 'open',
      address,
      headers,
      // An address has some 28,000 ports to come from.
      from: `127.0.0.${10 + index}`,
      sockets: Math.floor(sockets / processes) + Number(index < sockets % processes),
    }))
    note(`${sockets} sockets opened in ${Math.round((performance.now() - startedAtMs) / 1000)} s`)
    const ids: string[] = []
    let isComing = true
    const pushing = push(instance, ids, () => isComing || ids.length < eventsMin)
    let returned = 0
    for (let turn = 0; turn < returns; turn++) {
      const answers = await askAll(crowd, 'return', () => ({ do: 'return', oneIn: returns, turn }))
      returned += answers.reduce((sum, { readers }) => sum + readers, 0)
    }
    isComing = false
    await pushing
    const lastAtMs = performance.now()
    const told = await allShown(crowd, ids.length)
    note(
      `${ids.length} events; ${returned} readers went and came back; all had been shown the last ${Math.round(performance.now() - lastAtMs)} ms after its answer`,
    )
    const wrong = [...wrongOf(told, ids, sockets), ...(isFull ? await oneMore(address, headers) : [])]
    return { wrong, events: ids.length, returned }
  } finally {
    for (const child of crowd) child.kill('SIGKILL')
    await instance.stop()
  }
}

async function push(instance: Instance, ids: string[], isWanted: () => boolean): Promise<void> {
  const api = instance.client(1)
  while (isWanted()) {
    const events = Array.from({ length: 2 }, () => ({
      id: randomUUID(),
      vendor_id: 'openai',
      model: 'gpt-5-mini',
      prompt: 'What is the weather in Lisbon like?',
    }))
    const answer = await api.post(ingestPath, JSON.stringify({ events }))
    if (answer.status !== 202) throw new Error(`a push was answered with ${answer.status}: ${answer.text}`)
    ids.push(...events.map(({ id }) => id))
    await sleep(betweenMs)
  }
}

/** Asks until every reader was shown so many, or for a minute. */
async function allShown(crowd: readonly ChildProcess[], events: number): Promise<Told[]> {
  const untilMs = Date.now() + waitMs
  for (;;) {
    const told = await askAll(crowd, 'tell', () => ({ do: 'tell' }))
    if (told.every(({ count }) => count >= events) || Date.now() > untilMs) return told
    await sleep(100)
  }
}

function wrongOf(told: readonly Told[], ids: readonly string[], sockets: number): string[] {
  const wrong: string[] = []
  const gaps = told.reduce((sum, each) => sum + each.gaps, 0)
  if (gaps > 0) wrong.push(`${gaps} gaps were told`)
  const closed = told.map((each) => each.closed).filter((each) => Object.keys(each).length > 0)
  if (closed.length > 0) wrong.push(`sockets were closed, by code: ${JSON.stringify(closed)}`)
  const [shown = []] = told.map((each) => each.ids)
  const missing = ids.filter((id) => !shown.includes(id)).length
  if (missing > 0 || shown.length !== ids.length)
    wrong.push(`the first reader was shown ${shown.length} of ${ids.length} events, ${missing} are missing`)
  const readers = new Map<string, number>()
  for (const { read } of told)
    for (const [what, count] of Object.entries(read)) readers.set(what, (readers.get(what) ?? 0) + count)
  const most = Math.max(...readers.values())
  if (most !== sockets)
    wrong.push(`only ${most} of ${sockets} readers were shown the same, in the same order`)
  return wrong
}

/** All seats are taken: who comes now is told to try again. Source: RFC 6455, 1013. */
async function oneMore(address: string, headers: Record<string, string>): Promise<string[]> {
  const socket = new WebSocket(address, { headers })
  const code = await new Promise<number | string>((resolve) => {
    socket.once('close', resolve)
    socket.once('error', (error) => resolve(error.message))
    setTimeout(() => resolve('nothing'), 10_000)
  })
  socket.terminate()
  return code === 1013 ? [] : [`one reader too many was answered with ${code}`]
}

function askAll<Did extends Exclude<CrowdAnswer['did'], 'fail'>>(
  crowd: readonly ChildProcess[],
  did: Did,
  orderOf: (index: number) => CrowdOrder,
): Promise<Extract<CrowdAnswer, { did: Did }>[]> {
  return Promise.all(
    crowd.map(async (child, index) => {
      const answered = once(child, 'message', { signal: AbortSignal.timeout(openMs) })
      child.send(orderOf(index))
      const [said] = (await answered) as [CrowdAnswer]
      if (said.did !== did) throw new Error(said.did === 'fail' ? said.message : `${said.did} for ${did}`)
      return said as Extract<CrowdAnswer, { did: Did }>
    }),
  )
}
