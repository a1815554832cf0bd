import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('feed.ts', import.meta.url))
let folder = ''
let url = ''
let server: Server
let known = new Set<string>()
let status = 200

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'feed-'))
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { events } = JSON.parse(text) as { events: { id: string }[] }
    response.statusCode = status
    if (status === 503) response.setHeader('retry-after', '60')
    const before = known.size
    if (status === 200) for (const { id } of events) known.add(id)
    const ingested = known.size - before
    response.end(JSON.stringify({ ingested, duplicates: events.length - ingested, quarantined: 0 }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  known = new Set()
  status = 200
})

function start(content: string, ...args: string[]) {
  const path = join(folder, 'prompts.jsonl')
  writeFileSync(path, content)
  const child = spawn(process.execPath, [script, path, '--url', url, '--key', 'afk_1', ...args])
  const run = { child, out: '', err: '' }
  child.stdout.on('data', (chunk) => (run.out += chunk))
  child.stderr.on('data', (chunk) => (run.err += chunk))
  return run
}

async function feed(content: string, ...args: string[]) {
  const run = start(content, ...args)
  const [code] = await once(run.child, 'close')
  return { code, out: run.out, err: run.err }
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => `{"text":"prompt ${i}"}\n`).join('')

describe('npm run feed', () => {
  test('pushes a whole file, and nothing twice when it runs again', async () => {
    const first = await feed(lines(25), '--batch', '10')
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('25 ingested, 0 duplicates') })
    const again = await feed(lines(25), '--batch', '7')
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('0 ingested, 25 duplicates') })
    expect(known.size).toBe(25)
  })

  test('reports a bad line by its number, takes the others and ends with 1', async () => {
    const { code, out, err } = await feed('{"text":"a"}\nnot json\n{"text":"b"}\n')
    expect(code).toBe(1)
    expect(err).toContain('line 2: ')
    expect(out).toContain('2 ingested')
    expect(out).toContain('1 skipped')
  })

  test('ends with 1 when the server refuses', async () => {
    status = 401
    expect(await feed(lines(1))).toMatchObject({ code: 1, err: expect.stringContaining('401') })
  })

  test('ends with 2 when no field holds a prompt, and names what there is', async () => {
    const { code, err } = await feed('{"message":"a","id":3}\n')
    expect(code).toBe(2)
    expect(err).toContain('message, id')
    expect((await feed('{"message":"a"}\n', '--field', 'message')).code).toBe(0)
  })

  test('ends with 2 and no stack when it is used wrongly', async () => {
    const { code, err } = await feed(lines(1), '--format', 'xml')
    expect(code).toBe(2)
    expect(err).not.toContain('    at ')
  })

  test('tells its use', async () => {
    expect(await feed('', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--field NAME') })
  })

  test('ends with the summary and 130 when it is interrupted', async () => {
    const run = start(lines(20), '--rate', '2/s')
    while (known.size === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    run.child.kill('SIGINT')
    const [code] = await once(run.child, 'close')
    expect(code).toBe(130)
    expect(run.out).toMatch(/[1-9]\d* ingested/)
  })
})
