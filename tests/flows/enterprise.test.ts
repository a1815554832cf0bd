import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectorRun } from '../../analytics/contract/collector.ts'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ cron: true, vendors: [] })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const served = (vendorId: string) => {
  const vendor = stack.sandbox?.control.vendors.find(({ id }) => id === vendorId)
  return { vendor, credential: vendor?.credentials(`${stack.sandbox?.url}/${vendorId}`)[1] }
}

/** Connects the Enterprise credential of a vendor and waits until each of its streams has given something. */
async function connect(vendorId: string): Promise<string[]> {
  const { credential } = served(vendorId)
  const made = await owner.call('POST', '/api/v1/keys', {
    vendor_id: vendorId,
    kind: credential?.kind,
    label: 'Enterprise',
    secret: credential?.secret,
    settings: credential?.settings ?? {},
  })
  expect(made.status).toBe(201)
  const streams = (made.body.streams as { stream: string }[]).map(({ stream }) => stream).toSorted()
  const runs = await until(
    () => runsOf(vendorId),
    (all) => streams.every((name) => all.some(({ stream, pulled }) => stream === name && pulled > 0)),
    100_000,
  )
  expect(runs.filter(({ error_message }) => error_message !== null)).toEqual([])
  expect([...new Set(runs.map(({ stream }) => stream))].toSorted()).toEqual(streams)
  return streams
}

async function runsOf(vendorId: string): Promise<CollectorRun[]> {
  await new Promise((resolve) => setTimeout(resolve, 500))
  const answer = await owner.call('GET', `/api/v1/collector/runs?limit=200&vendor_id=${vendorId}`)
  return (answer.body.items ?? []) as CollectorRun[]
}

const numberOf = async (query: string): Promise<number> => {
  const [row] = await stack.rows<{ n: string }>(query)
  return Number(row?.n)
}

describe('ChatGPT Enterprise', () => {
  it('is connected by its key and workspace, and reads what such a key can', async () => {
    const streams = await connect('openai')
    expect(streams).toEqual(['codex', 'conversations', 'workspace_inventory', 'workspace_logs'])
  })

  it('keeps log entries, which the Worker downloads where the vendor points to', async () => {
    const entries = await until(
      () => numberOf(`SELECT toString(count()) AS n FROM vendor_audit WHERE vendor_id = 'openai'`),
      (n) => n > 100,
      60_000,
    )
    expect(entries).toBeGreaterThan(100)
    const downloads = stack.sandbox?.control.requests().filter(({ path }) => path.includes('/files/')) ?? []
    expect(downloads.map(({ auth }) => auth)).toEqual(downloads.map(() => null))
  })

  it('puts what people wrote through the pipeline, under their pseudonym and without what was found', async () => {
    const calls = `FROM events WHERE vendor_id = 'openai' AND kind = 'llm' AND source = 'collector'`
    const found = await until(
      () => numberOf(`SELECT toString(count()) AS n ${calls}`),
      (n) => n > 100,
      60_000,
    )
    expect(found).toBeGreaterThan(100)
    // In one question, since more may be arriving.
    const others = `countIf(inspected != 'full' OR NOT startsWith(actor_id, 'act_'))`
    expect(await numberOf(`SELECT toString(${others}) AS n ${calls}`)).toBe(0)
    expect(await numberOf(`SELECT toString(count()) AS n ${calls} AND violation_type != ''`)).toBeGreaterThan(
      0,
    )
  })

  it('refuses a workspace that is none, and a key of another kind', async () => {
    const { openaiCompliance, openai } = sandboxKeys(stack.secrets.sandboxSeed)
    const with_ = (secret: string, workspace_id: string) =>
      owner.call('POST', '/api/v1/keys', {
        vendor_id: 'openai',
        kind: 'compliance_key',
        label: 'Wrong',
        secret,
        settings: { workspace_id },
      })
    expect((await with_(openaiCompliance, '../../organization')).status).toBe(422)
    expect((await with_(openaiCompliance, 'ws_unknown')).status).toBe(422)
    expect((await with_(openai, served('openai').credential?.settings?.workspace_id ?? '')).status).toBe(422)
  })
})

describe('Claude Enterprise', () => {
  it('is connected by its key and reads what such a key can', async () => {
    const streams = await connect('anthropic')
    expect(streams).toEqual([
      'activity',
      'chats',
      'enterprise_cost',
      'enterprise_usage',
      'members',
      'sessions',
    ])
  })

  it('has the tokens and cents of its own reports', async () => {
    const dayMs = 86_400_000
    const toMs = Math.floor(Date.now() / dayMs) * dayMs - 8 * dayMs
    const fromMs = toMs - 10 * dayMs
    const ledger = served('anthropic').vendor?.ledger?.(fromMs, toMs, Date.now(), 'enterprise_key')
    const within = `created_at >= fromUnixTimestamp(${fromMs / 1000}) AND created_at < fromUnixTimestamp(${toMs / 1000})`
    const tokens = () =>
      numberOf(`SELECT toString(sum(tokens_in)) AS n FROM events
        WHERE vendor_id = 'anthropic' AND kind = 'usage' AND ${within}`)
    expect(await until(tokens, (n) => n === ledger?.tokensIn, 60_000)).toBe(ledger?.tokensIn)
    const costs = () =>
      stack.rows<{ amount: string }>(`SELECT toString(sum(amount)) AS amount FROM vendor_costs
        WHERE vendor_id = 'anthropic' AND day >= toDate(${fromMs / 1000}) AND day < toDate(${toMs / 1000})`)
    const isAll = ([cost]: { amount: string }[]) =>
      cost?.amount.replace('.', '').replace(/^0+/, '') ===
      decimalNano(ledger?.costsNano.USD ?? 0n, cost?.amount ?? '')
    expect(await until(costs, isAll, 60_000)).toSatisfy(isAll)
  })
})

/** Billionths as the digits of an amount with as many places as `like` has. */
function decimalNano(nano: bigint, like: string): string {
  const places = like.split('.')[1]?.length ?? 0
  return (nano / 10n ** BigInt(9 - places)).toString()
}
