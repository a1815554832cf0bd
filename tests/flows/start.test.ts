import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { root } from '../../scripts/embedded/stack.ts'
import { until } from '../support/stack.ts'

type Started = { url: string; lines: string[]; process: ChildProcess; port: string }
type Demo = { url: string; users: string[]; password: string; api_key: string }

/** Two seconds on a machine with nothing else to do; other tests share this one. */
const clockMaxMs = 20_000

const folders: string[] = []
const running: ChildProcess[] = []

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGINT')
    await once(child, 'exit')
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aegisflow-start-'))
  folders.push(folder)
  return folder
}

/** Starts an instance as a person does, by the script behind `npm start`, and waits for its word. */
async function start(
  dataDir: string,
  options: { args?: string[]; env?: Record<string, string> } = {},
): Promise<Started> {
  const child = spawn(process.execPath, ['scripts/start.ts', ...(options.args ?? [])], {
    cwd: root,
    env: { ...process.env, PORT: '0', AEGISFLOW_DATA_DIR: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      const ready = /^AegisFlow ready at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1]
      if (ready !== undefined) resolve(ready)
    })
    child.on('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${lines.join('\n')}`)),
    )
  })
  return { url, lines, process: child, port: new URL(url).port }
}

/** A free port below those that systems give to whoever asks for any, so that nobody else is given it meanwhile. */
async function quietPort(): Promise<string> {
  const port = 20_000 + randomInt(12_000)
  const probe = createServer().listen(port, '127.0.0.1')
  const isFree = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) return quietPort()
  probe.close()
  await once(probe, 'close')
  return String(port)
}

const demoOf = (dataDir: string): Demo => JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Processes that have to do with a data folder or descend from a process. */
function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {}
  }
  const found = [pid]
  for (const parent of found) for (const [child, its] of parents) if (its === parent) found.push(child)
  return found.slice(1)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

describe('npm start', () => {
  it('is ready when it says so, with a demo login and key that work, and keeps its data over a restart', async () => {
    const dataDir = newFolder()
    const first = await start(dataDir, { env: { DEMO_PASSWORD: 'a demo password' } })
    expect((await fetch(`${first.url}/ready`)).status).toBe(200)
    const demo = demoOf(dataDir)
    expect(statSync(join(dataDir, 'demo.json')).mode & 0o777).toBe(0o600)
    expect(demo).toMatchObject({
      url: first.url,
      users: ['owner@demo.test', 'analyst@demo.test', 'viewer@demo.test'],
      password: 'a demo password',
    })
    for (const email of demo.users) {
      expect((await post(`${first.url}/auth/login`, { email, password: demo.password })).status).toBe(200)
    }
    const headers = { authorization: `Bearer ${demo.api_key}` }
    const pushed = await post(
      `${first.url}/ingest/llm`,
      { events: [{ id: 'kept', model_name: 'm', prompt: 'p' }] },
      headers,
    )
    expect(pushed.status).toBe(202)

    const children = descendants(first.process.pid ?? 0)
    expect(children.length).toBeGreaterThanOrEqual(2)
    const endedAtMs = Date.now()
    first.process.kill('SIGINT')
    await once(first.process, 'exit')
    await until(
      () => children.filter(isAlive),
      (alive) => alive.length === 0,
      clockMaxMs,
    )
    expect(Date.now() - endedAtMs).toBeLessThan(clockMaxMs)

    const second = await start(dataDir, { env: { DEMO_PASSWORD: 'another password' } })
    const read = await until(
      () => fetch(`${second.url}/api/v1/events/kept`, { headers }),
      ({ status }) => status === 200,
    )
    expect(read.status).toBe(200)
    const changed = await post(`${second.url}/auth/login`, {
      email: 'owner@demo.test',
      password: 'another password',
    })
    expect(changed.status).toBe(200)
  })

  it('feeds the demo company’s own prompts, and finds what was planted in them', async () => {
    const dataDir = newFolder()
    const { url } = await start(dataDir)
    // Past what is kept of the overview for half a minute.
    const headers = { authorization: `Bearer ${demoOf(dataDir).api_key}`, 'cache-control': 'no-cache' }
    const overview = async () =>
      (await (await fetch(`${url}/api/v1/dashboard/overview`, { headers })).json()) as {
        events_7d: number
        recent_violations: unknown[]
      }
    const shown = await until(overview, ({ events_7d }) => events_7d > 500, 60_000)
    expect(shown.recent_violations.length).toBeGreaterThan(0)
    const teams = async () => {
      const asked = await fetch(`${url}/api/v1/costs?group_by=workspace`, { headers })
      const { items } = (await asked.json()) as { items: { labels: { workspace?: string } }[] }
      return new Set(items.flatMap(({ labels }) => labels.workspace ?? []))
    }
    const named = await until(teams, (found) => found.size >= 4, 60_000)
    expect([...named]).toContain('Engineering')
    type Line = { id: string; planted: { code: string }[] }
    const inKey = (): Line[] =>
      readFileSync(join(dataDir, 'demo-answer-key.jsonl'), 'utf8')
        .split('\n')
        // The last one may be written at this very moment.
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line)
    const planted = await until(
      () =>
        inKey().filter((line) =>
          line.planted.some(({ code }) => code === 'pii_ssn' || code === 'pii_credit_card'),
        ),
      ({ length }) => length > 20,
      60_000,
    )
    for (const line of planted.slice(0, 40)) {
      const response = await until(
        () => fetch(`${url}/api/v1/events/${line.id}`, { headers }),
        ({ status }) => status === 200,
      )
      const event = (await response.json()) as { compliance_hits: string[] }
      const wanted = line.planted
        .map(({ code }) => code)
        .filter((code) => code === 'pii_ssn' || code === 'pii_credit_card')
      expect(event.compliance_hits).toEqual(expect.arrayContaining(wanted))
    }
  })

  it('starts again after its launcher was killed the hard way, on the same port', async () => {
    const dataDir = newFolder()
    const first = await start(dataDir, { env: { PORT: await quietPort() } })
    first.process.kill('SIGKILL')
    await once(first.process, 'exit')
    const second = await start(dataDir, { env: { PORT: first.port } })
    expect(second.url).toBe(first.url)
    expect((await fetch(`${second.url}/ready`)).status).toBe(200)
  })

  it('with --demo=off is empty, and only the holder of the printed token makes the first owner', async () => {
    const { url, lines } = await start(newFolder(), { args: ['--demo=off'] })
    const token = /#token=([\w-]+)$/.exec(lines.find((line) => line.includes('#token=')) ?? '')?.[1]
    const owner = {
      email: 'first@example.org',
      password: 'a long password',
      name: 'First',
      org_name: 'Example',
    }
    const needed = async () =>
      ((await (await fetch(`${url}/auth/setup`)).json()) as { needed: boolean }).needed
    expect(await needed()).toBe(true)
    expect((await post(`${url}/auth/setup`, { ...owner, token: 'guess' })).status).toBe(403)
    expect((await post(`${url}/auth/setup`, { ...owner, token, password: 'short' })).status).toBe(422)
    expect((await post(`${url}/auth/setup`, { ...owner, token })).status).toBe(201)
    expect(await needed()).toBe(false)
    expect((await post(`${url}/auth/setup`, { ...owner, token, email: 'second@example.org' })).status).toBe(
      409,
    )
    expect((await post(`${url}/auth/login`, { email: owner.email, password: owner.password })).status).toBe(
      200,
    )
    expect(
      (await post(`${url}/auth/login`, { email: 'owner@demo.test', password: owner.password })).status,
    ).toBe(401)
  })

  it('with --demo=off takes its owner from ADMIN_EMAIL and ADMIN_PASSWORD', async () => {
    const env = { ADMIN_EMAIL: 'Boss@example.org', ADMIN_PASSWORD: 'the boss password' }
    const { url, lines } = await start(newFolder(), { args: ['--demo=off'], env })
    expect(lines.some((line) => line.includes('token'))).toBe(false)
    const login = await post(`${url}/auth/login`, { email: 'boss@example.org', password: env.ADMIN_PASSWORD })
    expect(login.status).toBe(200)
    expect(await login.json()).toMatchObject({ user: { role: 'owner' } })
  })
})
