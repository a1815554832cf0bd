import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type GatewaySettings, type RunningGateway, startGateway } from './start.ts'

let dir = ''
let gateway: RunningGateway

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gateway-'))
})

afterEach(async () => {
  await gateway.stop()
  rmSync(dir, { recursive: true })
})

const start = async (settings: Partial<GatewaySettings> = {}) => {
  gateway = await startGateway({ dir, ...settings })
}

const post = (body: string, parameters: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${gateway.url}/?${new URLSearchParams(parameters)}`, {
    method: 'POST',
    body,
    ...(signal && { signal }),
  })
const text = async (body: string, parameters: Record<string, string> = {}) =>
  (await post(body, parameters)).text()

const running = async () =>
  Number(await text("SELECT count() FROM system.processes WHERE query NOT LIKE '%system.processes%'"))
const eventually = { timeout: 30_000, interval: 20 }
const runs = async (count: number) => {
  await vi.waitUntil(async () => (await running()) === count, eventually)
}
const residentMb = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(gateway.pid)])) / 1024

const ENDLESS = 'SELECT count() FROM system.numbers WHERE NOT ignore(number)'

describe('a long result', () => {
  it('flows at the pace of its reader, in bounded memory', async () => {
    await start()
    await text('SELECT 1')
    const before = residentMb()
    const response = await post(
      'SELECT number, repeat(toString(number), 20) AS text FROM numbers(5000000) FORMAT JSON',
    )
    let bytes = 0
    let chunks = 0
    let peakMb = 0
    let tail = Buffer.alloc(0)
    for await (const chunk of response.body ?? []) {
      if (bytes === 0) await sleep(300)
      if (chunks++ % 500 === 0) peakMb = Math.max(peakMb, residentMb())
      bytes += chunk.length
      tail = Buffer.concat([tail, chunk]).subarray(-400)
    }
    expect(bytes).toBeGreaterThan(900e6)
    expect(tail.toString()).toContain('"rows": 5000000')
    // About half a gigabyte for this result as for one of twice its length; all of it would be 900 MB.
    expect(peakMb - before).toBeLessThan(600)
  }, 180_000)

  it('is cut off, never shortened, when it fails half way', async () => {
    await start()
    const response = await post('SELECT throwIf(number = 3000000) FROM numbers(5000000)')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })
})

describe('a caller that goes away', () => {
  it.each([
    ['before the first byte', ENDLESS],
    ['in a subquery', `SELECT (${ENDLESS})`],
    ['in the middle', 'SELECT number FROM system.numbers'],
  ])('takes its query with it: %s', async (_, sql) => {
    await start()
    const leave = new AbortController()
    const asked = post(sql, {}, leave.signal).then((response) => response.text())
    asked.catch(() => undefined)
    await runs(1)
    leave.abort()
    await expect(asked).rejects.toThrow()
    await runs(0)
    expect(await text('SELECT 1')).toBe('1\n')
  })

  it('leaves nothing of an insert that was not complete', async () => {
    await start()
    await text('CREATE TABLE t (n Int32) ENGINE = MergeTree ORDER BY n')
    const { port } = new URL(gateway.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST /?query=INSERT+INTO+t+FORMAT+CSV HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n${'1\n'.repeat(2 << 20)}`,
    )
    const bodies = () => readdirSync(join(dir, 'gateway')).filter((name) => name.startsWith('body'))
    await vi.waitUntil(() => bodies().length === 1, eventually)
    socket.destroy()
    await vi.waitUntil(() => bodies().length === 0, eventually)
    expect(await text('SELECT count() FROM t')).toBe('0\n')
  })
})

describe('a full gateway', () => {
  it('refuses the next request with 503 and serves again afterwards', async () => {
    await start({ queriesMax: 3 })
    const leave = new AbortController()
    const asked = [1, 2].map(() => post(ENDLESS, {}, leave.signal).catch(() => null))
    await runs(2)
    asked.push(post(ENDLESS, {}, leave.signal).catch(() => null))
    const refused = async () => {
      const answer = await post('SELECT 1')
      return answer.status === 503 ? answer.text() : null
    }
    expect(await vi.waitUntil(refused, eventually)).toMatch(/^Code: 202\..*\(TOO_MANY_SIMULTANEOUS_QUERIES\)/)
    leave.abort()
    await Promise.all(asked)
    await vi.waitUntil(async () => (await text('SELECT 1')) === '1\n', eventually)
  })

  it('keeps short queries quick beside long ones', async () => {
    await start()
    const leave = new AbortController()
    const asked = [1, 2, 3].map(() =>
      post(`SELECT (${ENDLESS})`, { max_threads: '1' }, leave.signal).catch(() => null),
    )
    await runs(3)
    // They never end: that it is answered at all says that it did not wait for them.
    expect(await text('SELECT 1')).toBe('1\n')
    await runs(3)
    leave.abort()
    await Promise.all(asked)
  })

  it('refuses a body or a query identifier it cannot take', async () => {
    await start({ bodyMaxMb: 1 })
    await text('CREATE TABLE t (s String) ENGINE = MergeTree ORDER BY s')
    const large = await post(`INSERT INTO t FORMAT CSV\n${'x'.repeat(2 << 20)}\n`)
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('(QUERY_IS_TOO_LARGE)')])
    expect((await post(`INSERT INTO t FORMAT CSV\n${'x'.repeat(1 << 19)}\n`)).status).toBe(200)
    const leave = new AbortController()
    const asked = post(ENDLESS, { query_id: 'mine' }, leave.signal).catch(() => null)
    await runs(1)
    expect(await text('SELECT 1', { query_id: 'mine' })).toContain('(QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING)')
    leave.abort()
    await asked
  })

  it('refuses what it cannot read, and goes on with the connection', async () => {
    await start({ password: 'secret' })
    const body = 'x'.repeat(3 << 20)
    const anonymous = await post(body)
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Basic'),
    ])
    const account = { user: 'default', password: 'secret' }
    expect(await text(body, { ...account, decompress: '1' })).toMatch(/^Code: 48\..*decompress=1/)
    expect(await text('SELECT 1', { ...account, compress: '1' })).toMatch(/^Code: 48\..*compress=1/)
    const packed = await fetch(`${gateway.url}/?${new URLSearchParams(account)}`, {
      method: 'POST',
      body,
      headers: { 'Content-Encoding': 'snappy' },
    })
    expect(await packed.text()).toContain('(UNKNOWN_COMPRESSION_METHOD)')
    expect(await text(`SELECT 1; ${body}`, account)).toContain('Multi-statements are not allowed')
    expect(await text('SELECT 1', account)).toBe('1\n')
  })

  it('bounds the memory of all queries together', async () => {
    await start({ memoryMaxMb: 600 })
    expect(await text('SELECT uniqExact(number) FROM numbers(100000000)')).toContain(
      '(MEMORY_LIMIT_EXCEEDED)',
    )
  })
})

describe('the process', () => {
  it('keeps every acknowledged row and no part of another through kill -9', async () => {
    await start()
    const window = 'SETTINGS non_replicated_deduplication_window = 1000'
    await text(`CREATE TABLE t (batch UInt32, n UInt32) ENGINE = MergeTree ORDER BY (batch, n) ${window}`)
    let acknowledged = 0
    const rows = (batch: number) => Array.from({ length: 2000 }, (_, n) => `${batch},${n}`).join('\n')
    for (let round = 0; round < 3; round++) {
      let killed: Promise<void> | null = null
      const first = acknowledged
      try {
        for (;;) {
          // In the midst of an insert, and of another part of it in each round.
          if (acknowledged - first >= 2) killed ??= sleep(3 + round * 7).then(() => gateway.kill())
          const sent = await post(rows(acknowledged), {
            query: 'INSERT INTO t FORMAT CSV',
            insert_deduplication_token: `b${acknowledged}`,
          })
          if (sent.status !== 200) break
          acknowledged++
        }
      } catch {
        // The connection died with the process.
      }
      await killed
      await gateway.exited
      await start()
      const partial = await text(
        'SELECT count() FROM (SELECT batch FROM t GROUP BY batch HAVING count() != 2000)',
      )
      const batches = Number(await text('SELECT uniqExact(batch) FROM t'))
      expect(partial).toBe('0\n')
      expect([acknowledged, acknowledged + 1]).toContain(batches)
    }
    expect(acknowledged).toBeGreaterThan(3)
  })

  it('stops in the midst of a query that would never end', async () => {
    await start()
    const asked = post(ENDLESS).catch(() => null)
    await runs(1)
    await gateway.stop()
    await asked
  })

  it('ends when its parent does', async () => {
    const source = `import { startGateway } from ${JSON.stringify(new URL('start.ts', import.meta.url).href)}
      const gateway = await startGateway({ dir: ${JSON.stringify(dir)} })
      console.log(gateway.pid)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer]
    parent.kill('SIGKILL')
    const alive = () => {
      try {
        return process.kill(Number(pid), 0)
      } catch {
        return false
      }
    }
    await vi.waitUntil(() => !alive(), eventually)
    await start()
  })

  it('says why it does not start', async () => {
    await start()
    await expect(startGateway({ dir })).rejects.toThrow(/Cannot lock file/)
  })
})
