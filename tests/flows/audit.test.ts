import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, fromBase64 } from '../../analytics/ledger/bytes.ts'
import { checkpointText, originOf, parseCheckpoint } from '../../analytics/ledger/checkpoint.ts'
import { entryHash, entryText, type LedgerEntry, parseEntry } from '../../analytics/ledger/entry.ts'
import {
  type ExportFile,
  entrySeparator,
  exportHead,
  exportLine,
  exportTail,
  parseExport,
} from '../../analytics/ledger/export-file.ts'
import {
  completedBy,
  type Hash,
  isConsistent,
  isIncluded,
  type NodeAt,
  rootOf,
} from '../../analytics/ledger/tree.ts'
import { ledgerSigner } from '../../durable-objects/ledger-signer.ts'
import { auditExport, auditVerify, kept } from '../support/audit.ts'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'

type Taken = { body: string; type: string | undefined }

let stack: TestStack
let owner: Browser
let witness: Server
let witnessHost: string
let answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 200 }
let isEndless = false
/** What an answer without end came to until the other side hung up. */
let streamedBytes = 0
const taken: Taken[] = []

beforeAll(async () => {
  witness = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (answer.status === 200)
        taken.push({ body: Buffer.concat(parts).toString(), type: request.headers['content-type'] })
      response.writeHead(answer.status, answer.headers)
      if (isEndless) stream(response)
      else response.end(answer.body)
    })
  })
  await new Promise<void>((resolve) => witness.listen(0, '127.0.0.1', resolve))
  witnessHost = `127.0.0.1:${(witness.address() as AddressInfo).port}`
  stack = await testStack({ privateHosts: witnessHost })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(async () => {
  await stack.end()
  witness.close()
})

function stream(response: ServerResponse): void {
  const part = '1'.repeat(16_384)
  const timer = setInterval(() => {
    if (response.write(part)) streamedBytes += part.length
  }, 1)
  response.on('close', () => clearInterval(timer))
}

const act = () =>
  owner.call('PUT', '/api/v1/audit/checkpoint-target', { url: `http://${witnessHost}/add-checkpoint` })
const written = (file: ExportFile): string =>
  exportHead(file) + file.entries.map(exportLine).join(entrySeparator) + exportTail
const parsed = (text: string): ExportFile => parseExport(text) as ExportFile
const entryAt = (file: ExportFile, index: number): LedgerEntry =>
  parseEntry(file.entries[index]?.entry ?? '') as LedgerEntry

/** The whole export as whoever holds the signing key could make it, with what `change` does to its entries. */
async function resigned(
  file: ExportFile,
  change: (entry: LedgerEntry) => LedgerEntry,
  size: number,
): Promise<ExportFile> {
  const nodes = new Map<string, Hash>()
  const nodeAt: NodeAt = (level, index) => nodes.get(`${level}/${index}`) as Hash
  const entries = file.entries.slice(0, size)
  for (const [index, exported] of entries.entries()) {
    const before = index === 0 ? null : base64(nodeAt(0, index - 1))
    const entry = change(entryAt(file, index))
    const text = entryText({ ...entry, prev: before ?? entry.prev })
    entries[index] = { ...exported, entry: text }
    nodes.set(`0/${index}`, entryHash(text))
    for (const node of completedBy(index, entryHash(text), nodeAt))
      nodes.set(`${node.level}/${node.index}`, node.hash)
  }
  const { org } = entryAt(file, 0)
  const signer = await ledgerSigner(stack.secrets.LEDGER_SIGNING_KEY, org)
  const checkpoint = checkpointText({ origin: originOf(org), size, root: rootOf(size, nodeAt) })
  return { ...file, entries, end: size, hashes: [], checkpoint: await signer.sign(checkpoint) }
}

describe('npm run audit:verify', () => {
  let text: string
  let file: ExportFile
  let vkey: string
  /** A checkpoint that was kept when the ledger was shorter. */
  let saved: string

  beforeAll(async () => {
    for (let index = 0; index < 4; index += 1) expect((await act()).status).toBe(200)
    const early = parsed(await auditExport(stack, owner))
    saved = kept(stack, 'saved.txt', early.checkpoint)
    vkey = early.vkey
    for (let index = 0; index < 4; index += 1) expect((await act()).status).toBe(200)
    text = await auditExport(stack, owner)
    file = parsed(text)
  })

  const verified = (name: string, exported: string, ...args: string[]) =>
    auditVerify([kept(stack, name, exported), ...args])

  it('finds an export as it came to be complete and unchanged, and a whole ledger and a part of it', async () => {
    const whole = await verified('whole.json', text, '--checkpoint', saved, '--key', vkey)
    expect([whole.status, whole.text]).toEqual([0, expect.stringContaining('VALID: this ledger is complete')])
    expect(whole.text).toContain('continues   the checkpoint over')
    expect(whole.text).toContain('Every intent has its outcome.')
    const from = new Date(entryAt(file, 6).at_ms).toISOString()
    const part = await auditExport(stack, owner, `?from=${from}`)
    expect(parsed(part).first).toBeGreaterThan(0)
    const found = await verified('part.json', part)
    expect([found.status, found.text]).toEqual([0, expect.stringContaining('VALID: this part of the ledger')])
    expect(found.text).toContain(`${parsed(part).first} before and 0 after are not in this file`)
  })

  it.each<[string, (file: ExportFile) => ExportFile | Promise<ExportFile>, string[], string]>([
    [
      'one changed byte',
      (whole) => ({
        ...whole,
        entries: whole.entries.with(5, {
          details: whole.entries[5]?.details ?? [],
          entry: (whole.entries[5]?.entry ?? '').replace('checkpoint_target.set', 'checkpoint_target.sat'),
        }),
      }),
      [],
      'Entry 5',
    ],
    [
      'one removed entry',
      (whole) => ({ ...whole, entries: whole.entries.toSpliced(4, 1) }),
      [],
      'Entry 4 is missing',
    ],
    [
      'two swapped entries',
      (whole) => {
        const [a, b] = whole.entries.slice(2, 4)
        return { ...whole, entries: whole.entries.toSpliced(2, 2, b as never, a as never) }
      },
      [],
      'Entry 3 stands where entry 2 belongs',
    ],
    [
      'a forged checkpoint',
      (whole) => ({
        ...whole,
        checkpoint: whole.checkpoint.replace(
          /(\n— \S+ .{10})(.)/,
          (_, before, letter) => `${before}${letter === 'A' ? 'B' : 'A'}`,
        ),
      }),
      [],
      'forged',
    ],
    [
      'a checkpoint that another key signed',
      async (whole) => {
        const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign'])) as CryptoKeyPair
        const jwk = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
        const forger = await ledgerSigner(jwk, entryAt(whole, 0).org)
        const note = parseCheckpoint(whole.checkpoint)?.note.text ?? ''
        return { ...whole, vkey: forger.vkey, checkpoint: await forger.sign(note) }
      },
      ['--key', 'VKEY'],
      'another verifier key',
    ],
    [
      'a truncated tail, which the operator signed',
      (whole) => resigned(whole, (entry) => entry, 3),
      ['--checkpoint', 'SAVED'],
      'The tail was cut off',
    ],
    [
      'a rewritten past, which the operator signed',
      (whole) =>
        resigned(
          whole,
          (entry) => (entry.seq === 1 ? { ...entry, actor: entry.actor, target: 'other' } : entry),
          whole.end,
        ),
      ['--checkpoint', 'SAVED'],
      'The past was rewritten',
    ],
  ])('finds %s', async (_name, change, args, message) => {
    const options = args.map((arg) => arg.replace('SAVED', saved).replace('VKEY', vkey))
    const found = await verified('changed.json', written(await change(file)), ...options)
    expect([found.status, found.text]).toEqual([1, expect.stringContaining(message)])
    expect(found.text).toContain('NOT VALID')
  })

  it('finds nothing wrong with what the operator signed anew, unless an earlier checkpoint was kept', async () => {
    const rewritten = await resigned(
      file,
      (entry) => (entry.seq === 1 ? { ...entry, target: 'x' } : entry),
      file.end,
    )
    expect(await verified('rewritten.json', written(rewritten))).toMatchObject({ status: 0 })
  })

  it.each([
    ['no file', []],
    ['a file that is not there', ['/nowhere/export.json']],
    ['two files', ['a.json', 'b.json']],
    ['an unknown option', ['a.json', '--force']],
  ])('is called wrongly with %s', async (_name, args) => {
    const { status, text: told } = await auditVerify(args)
    expect([status, told]).toEqual([2, expect.stringContaining('Usage')])
  })
})

describe('proofs over the wire', () => {
  it('hold for an entry and between two checkpoints', async () => {
    const first = (await owner.call('GET', '/api/v1/audit/checkpoint')).body
    await act()
    const second = parseCheckpoint(parsed(await auditExport(stack, owner)).checkpoint)
    const hashes = (texts: unknown): Hash[] => (texts as string[]).map((one) => fromBase64(one) as Hash)
    const to = second?.size ?? 0
    const { body } = await owner.call('GET', `/api/v1/audit/consistency?from=${first.size}&to=${to}`)
    const earlier = { size: Number(first.size), root: fromBase64(String(first.root)) as Hash }
    const later = { size: to, root: second?.root as Hash }
    expect(earlier.size).toBeLessThan(to)
    expect(isConsistent(earlier, later, hashes(body.hashes))).toBe(true)
    const proof = (await owner.call('GET', `/api/v1/audit/proof/2?size=${to}`)).body
    const leaf = fromBase64(String(proof.leaf)) as Hash
    expect(isIncluded(leaf, 2, to, hashes(proof.hashes), later.root)).toBe(true)
    expect(String(proof.tlog_proof).startsWith('c2sp.org/tlog-proof@v1\nindex 2\n')).toBe(true)
    expect((await owner.call('GET', '/api/v1/audit/proof/2?size=1')).status).toBe(404)
    expect((await owner.call('GET', '/api/v1/audit/proof/-1')).status).toBe(404)
    expect((await owner.call('GET', '/api/v1/audit/proof/999999')).status).toBe(404)
    expect((await owner.call('GET', '/api/v1/audit/checkpoint?size=999999')).status).toBe(404)
    const listed = (await owner.call('GET', '/api/v1/audit/checkpoints')).body.items as { size: number }[]
    expect(listed[0]?.size).toBe(to)
  })
})

describe('the organization’s own address', () => {
  const target = async () =>
    (await owner.call('GET', '/api/v1/audit/checkpoint-target')).body.target as Record<string, unknown>
  const due = () => stack.d1.prepare('UPDATE checkpoint_targets SET next_attempt_at_ms = 0').run()

  const grow = async () => {
    await owner.call('GET', '/api/v1/audit')
    return parseCheckpoint(parsed(await auditExport(stack, owner)).checkpoint)?.size ?? 0
  }
  const sent = async (): Promise<string[]> => {
    taken.length = 0
    await due()
    await stack.tick()
    return taken.map(({ body }) => body)
  }

  it('is sent each new checkpoint once, with the proof that it continues the last', async () => {
    await owner.call('DELETE', '/api/v1/audit/checkpoint-target')
    await act()
    const size = await grow()
    const first = await sent()
    expect(first).toEqual([expect.stringMatching(/^old 0\n\naegisflow\/audit\//)])
    expect(taken[0]?.type).toBe('text/plain; charset=utf-8')
    expect(await target()).toMatchObject({ pushed_size: size, last_error: null })
    expect(await sent()).toEqual([])
    await act()
    expect(await target()).toMatchObject({ pushed_size: size })
    await grow()
    const [second = '', ...more] = await sent()
    expect([second, more]).toEqual([expect.stringMatching(`^old ${size}\n[A-Za-z0-9+/=]{44}\n`), []])
    const found = await auditVerify([
      kept(stack, 'export.json', await auditExport(stack, owner)),
      '--checkpoint',
      kept(stack, 'first.txt', first[0] ?? ''),
      '--checkpoint',
      kept(stack, 'second.txt', second),
    ])
    expect(found).toMatchObject({ status: 0 })
  })

  it('that fails is shown with its error and tried again, from where a witness says it is', async () => {
    const known = (await target()).pushed_size
    await grow()
    answer = { status: 500 }
    await sent()
    expect(await target()).toMatchObject({ pushed_size: known, last_error: 'The address answered with 500.' })
    await stack.tick()
    const { results } = await stack.d1
      .prepare('SELECT failures, next_attempt_at_ms - unixepoch() * 1000 AS wait_ms FROM checkpoint_targets')
      .all<{ failures: number; wait_ms: number }>()
    expect(results).toEqual([{ failures: 1, wait_ms: expect.any(Number) }])
    expect(results[0]?.wait_ms).toBeGreaterThan(20_000)
    answer = { status: 302, headers: { location: 'http://127.0.0.1:1/' } }
    await sent()
    expect(await target()).toMatchObject({ last_error: 'The address answered with 302.' })
    answer = { status: 409, headers: { 'content-type': 'text/x.tlog.size' }, body: '2\n' }
    await sent()
    answer = { status: 200 }
    expect(await sent()).toEqual([expect.stringMatching(/^old 2\n[A-Za-z0-9+/=]{44}\n/)])
    expect(await target()).toMatchObject({ last_error: null })
  })

  it('that answers without end is left after the few bytes that a size has', async () => {
    await grow()
    const known = (await target()).pushed_size
    answer = { status: 409, headers: { 'content-type': 'text/x.tlog.size' } }
    isEndless = true
    await sent()
    expect(streamedBytes).toBeLessThan(10_000_000)
    expect(await target()).toMatchObject({ pushed_size: known, last_error: 'The address answered with 409.' })
    isEndless = false
    answer = { status: 409, headers: { 'content-type': 'text/x.tlog.size' }, body: `2\n${' '.repeat(31)}` }
    await sent()
    expect(await target()).toMatchObject({ pushed_size: known })
    answer = { status: 200 }
    await sent()
    expect(await target()).toMatchObject({ last_error: null })
  })
})
