import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type SupervisedGateway, superviseGateway } from '../../scripts/embedded/supervised-gateway.ts'
import { type ClickHouseProxy, startClickHouseProxy } from '../../scripts/soak/clickhouse-proxy.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-full-'))
let stack: TestStack | null = null
let gateway: SupervisedGateway
let proxy: ClickHouseProxy
beforeAll(async () => {
  gateway = await superviseGateway(join(dataDir, 'clickhouse'))
  proxy = await startClickHouseProxy(gateway.url)
})
const start = () =>
  testStack({
    dataDir,
    clickHouse: { url: proxy.url, username: 'default', password: '', database: 'aegisflow' },
  })
afterEach(async () => {
  await stack?.end()
  stack = null
})
afterAll(async () => {
  await proxy.stop()
  await gateway.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const eventsOf = (batch: number) =>
  Array.from({ length: 200 }, (_, index) => ({
    id: `full-${batch}-${index}`,
    model_name: 'gpt-5-mini',
    vendor_id: 'full',
    prompt: `Event ${index} of batch ${batch}. ${'Word '.repeat(150)}`,
  }))

/** workerd with files that may not grow beyond a size: what it gets when it writes is what a full disk gives it. */
function limitedWorkerd(kilobytes: number): string {
  const path = join(dataDir, 'workerd-limited.sh')
  const workerd = execFileSync(process.execPath, ['-p', `require('workerd').default`], {
    encoding: 'utf8',
  }).trim()
  writeFileSync(path, `#!/bin/bash\ntrap '' XFSZ\nulimit -S -f ${kilobytes}\nexec "${workerd}" "$@"\n`)
  chmodSync(path, 0o755)
  return path
}

describe('a disk that takes no more', () => {
  it('is told as 429 with a time to come again; what was answered before is stored once, and so is the rest later', async () => {
    stack = await start()
    await stack.ingest(eventsOf(0))
    await stack.end()
    const largest = Number(
      execFileSync('bash', ['-c', `find "${dataDir}/workerd" -type f -printf '%k\\n' | sort -n | tail -1`], {
        encoding: 'utf8',
      }),
    )
    process.env.MINIFLARE_WORKERD_PATH = limitedWorkerd(largest + 1_500)
    // Nothing leaves the log, so that it grows until the disk is full.
    proxy.set({ mode: 'refusing' })
    stack = await start().finally(() => {
      delete process.env.MINIFLARE_WORKERD_PATH
    })
    const answered: number[] = [0]
    const refused: { status: number; retryAfter: string | null }[] = []
    for (let batch = 1; batch <= 25 && refused.length < 5; batch += 1) {
      const answer = await stack.ingest(eventsOf(batch))
      if (answer.status === 202) answered.push(batch)
      else refused.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') })
    }
    expect([answered.length > 1, refused.length]).toEqual([true, 5])
    expect(new Set(refused.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
      new Set(['429 5']),
    )
    // A file waits where a request is refused, and goes on by itself when something has made room.
    const file = eventsOf(40)
      .map((event) => JSON.stringify(event))
      .join('\n')
    const { call } = stack
    const taken = call('POST', '/api/v1/uploads?name=waits.jsonl&id=full-waits-0001', { raw: file })
    const waiting = await until(
      async () => (await call('GET', '/api/v1/uploads/full-waits-0001')).body,
      ({ bytes_read }) => bytes_read === file.length,
    )
    expect(waiting).toMatchObject({ status: 'running', rows_read: 0, ingested: 0, last_error: null })
    execFileSync('bash', ['-c', `prlimit --pid=${stack.workerdPid()} --fsize=unlimited`])
    proxy.set({ mode: 'ok' })
    expect(await taken).toMatchObject({
      status: 200,
      body: { status: 'succeeded', rows_read: 200, ingested: 200, unreadable: 0 },
    })
    await stack.end()
    stack = await start()
    const { rows } = stack
    for (let batch = 0; batch <= 30; batch += 1) {
      const { status, body } = await stack.ingest(eventsOf(batch))
      expect(status).toBe(202)
      if (answered.includes(batch)) expect(body).toEqual({ ingested: 0, duplicates: 200, quarantined: 0 })
    }
    const counted = async () => {
      const [row] = await rows<Record<string, string>>(
        `SELECT toString(count()) AS events, toString(uniqExact(id)) AS ids,
           toString((SELECT sum(events) FROM dimension_hourly WHERE dimension = 'vendor' AND value = 'full')) AS rollup
         FROM events WHERE vendor_id = 'full'`,
      )
      return row
    }
    const all = String(32 * 200)
    expect(await until(counted, (row) => row?.rollup === all && row.events === all, 30_000)).toEqual({
      events: all,
      ids: all,
      rollup: all,
    })
  }, 240_000)
})
