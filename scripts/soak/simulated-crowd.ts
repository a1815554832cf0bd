import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { type Instance, ingestPath, startInstance } from '../bench/instance.ts'
import type { CrowdAnswer, CrowdOrder } from './crowd.ts'
import { innerCrowd } from './inner-worker.ts'

/** So many readers at once, to whom events are shown while all of them, one in `returns` at a time, leave and come back. */
export type CrowdSimulation = {
  dataDir: string
  /** Over TCP, from other processes. */
  sockets: number
  /** From another Worker of the same workerd, which needs no files for them. */
  inner: number
  returns: number
  eventsMin: number
  /** Whether the rooms are full then, so that one more reader is sent away. */
  isFull: boolean
  note: (text: string) => void
}

export type CrowdReport = { wrong: string[]; events: number; returned: number }

type Told = Extract<CrowdAnswer, { did: 'tell' }>

type Readers = { sockets: number; obey(order: CrowdOrder): Promise<CrowdAnswer>; end(): void }

const processes = 4
const betweenMs = 150
const waitMs = 60_000
const openMs = 600_000
const lateMax = 300
const lateMsMax = 30_000

/** Shows events to a crowd of sockets, and says whether each reader was shown each event once, in the same order. */
export async function simulateCrowd(simulation: CrowdSimulation): Promise<CrowdReport> {
  const { dataDir, sockets, inner, returns, eventsMin, isFull, note } = simulation
  const instance = await startInstance(dataDir, [innerCrowd])
  const crowd = [...outerReaders(sockets), ...(inner > 0 ? [innerReaders(inner, instance)] : [])]
  try {
    await instance.untilCollected()
    const address = `${instance.url.replace('http', 'ws')}/ws/events`
    const headers = { authorization: `Bearer ${instance.apiKey}` }
    const startedAtMs = performance.now()
    await askAll(crowd, 'open', (index) => ({
      do: 'open',
      address,
      headers,
      // An address has some 28,000 ports to come from.
      from: `127.0.0.${10 + index}`,
      sockets: crowd[index]?.sockets ?? 0,
    }))
    note(
      `${sockets + inner} sockets, ${inner} of them inside, opened in ${Math.round((performance.now() - startedAtMs) / 1000)} s`,
    )
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
    const wrong = [
      ...wrongOf(told, ids, sockets + inner),
      ...(isFull ? await moreUntilFull(address, headers) : []),
    ]
    return { wrong, events: ids.length, returned }
  } finally {
    for (const readers of crowd) readers.end()
    await instance.stop()
  }
}

function outerReaders(sockets: number): Readers[] {
  return Array.from({ length: processes }, (_, index) => {
    const child = fork(join(import.meta.dirname, 'live-crowd.ts'))
    return {
      sockets: Math.floor(sockets / processes) + Number(index < sockets % processes),
      async obey(order) {
        const answered = once(child, 'message', { signal: AbortSignal.timeout(openMs) })
        child.send(order)
        const [said] = (await answered) as [CrowdAnswer]
        return said
      },
      end: () => child.kill('SIGKILL'),
    }
  })
}

function innerReaders(sockets: number, instance: Instance): Readers {
  return {
    sockets,
    async obey(order) {
      const answer = await instance.ask(innerCrowd.name, '/', { method: 'POST', body: JSON.stringify(order) })
      return (await answer.json()) as CrowdAnswer
    },
    end: () => undefined,
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
async function allShown(crowd: readonly Readers[], events: number): Promise<Told[]> {
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

/**
 * More come until one is told to try again, as the seats are all taken. Rooms let in a few more than they have seats for, since
 * those who come back are not always counted yet. Source: RFC 6455, 1013.
 */
async function moreUntilFull(address: string, headers: Record<string, string>): Promise<string[]> {
  const letIn: WebSocket[] = []
  try {
    while (letIn.length < lateMax) {
      const socket = new WebSocket(address, { headers })
      const answer = await new Promise<string>((resolve) => {
        socket.once('close', (code) => resolve(`closed with ${code}`))
        socket.once('error', ({ message }) => resolve(message))
        socket.once('message', () => resolve('let in'))
        setTimeout(() => resolve('nothing'), lateMsMax)
      })
      if (answer === 'closed with 1013') return []
      if (answer !== 'let in') return [`a reader too many was answered with: ${answer}`]
      letIn.push(socket)
    }
    return [`${letIn.length} readers more than there are seats were let in`]
  } finally {
    for (const socket of letIn) socket.terminate()
  }
}

function askAll<Did extends Exclude<CrowdAnswer['did'], 'fail'>>(
  crowd: readonly Readers[],
  did: Did,
  orderOf: (index: number) => CrowdOrder,
): Promise<Extract<CrowdAnswer, { did: Did }>[]> {
  return Promise.all(
    crowd.map(async (readers, index) => {
      const said = await readers.obey(orderOf(index))
      if (said.did !== did) throw new Error(said.did === 'fail' ? said.message : `${said.did} for ${did}`)
      return said as Extract<CrowdAnswer, { did: Did }>
    }),
  )
}
