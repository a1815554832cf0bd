import { ed25519, verifyExport } from '../../../analytics/ledger/index.ts'
import { figure } from '../figure.ts'
import { good, type HttpClient, httpClient, shareOut } from '../http-client.ts'
import { median, quantile, spread } from '../statistics.ts'

const connections = 16
/** Refused for want of a permission: the first writes one entry, the second is the same without one. */
const audited = '/api/v1/audit'
const unaudited = '/api/v1/collector/runs'

/** Entries of the audit ledger: what one costs a request, how many a second, and how fast they are exported and checked. */
export const audit = figure({
  name: 'audit',
  summary: 'ms that an audit entry adds to a request, entries/s, export and verification',
  async measure({ isQuick, instance, later, note }) {
    const running = await instance()
    const one = running.client(1)
    await timesOf(one, audited, 100)
    const rounds = Array.from({ length: isQuick ? 1 : 5 })
    const withEntry: number[] = []
    const without: number[] = []
    for (const _ of rounds) {
      withEntry.push(...(await timesOf(one, audited, 200)))
      without.push(...(await timesOf(one, unaudited, 200)))
    }
    note(`refused with an entry: ${spread(withEntry)} ms; without: ${spread(without)} ms`)

    const many = running.client(connections)
    const perSecond: number[] = []
    const plainPerSecond: number[] = []
    for (const _ of rounds) {
      perSecond.push(await rateOf(many, audited, isQuick ? 500 : 2_000))
      plainPerSecond.push(await rateOf(many, unaudited, isQuick ? 500 : 2_000))
    }
    note(`requests a second over ${connections} connections with an entry: ${spread(perSecond, 0)}`)
    note(`without: ${spread(plainPerSecond, 0)}`)

    const owner = httpClient(running.url, { cookie: await running.ownerCookie() }, 1)
    later(owner.close)
    const exportMs: number[] = []
    const verifyMs: number[] = []
    let text = ''
    let entries = 0
    for (const _ of rounds) {
      const askedAtMs = performance.now()
      text = good(await owner.get('/api/v1/audit/export')).text
      exportMs.push(performance.now() - askedAtMs)
      const readAtMs = performance.now()
      const verdict = await verifyExport(text, { verify: ed25519(crypto.subtle) })
      verifyMs.push(performance.now() - readAtMs)
      if (verdict.fault !== null) throw new Error(verdict.fault.message)
      entries = verdict.end
    }
    note(`${entries} entries in ${(text.length / 1e6).toFixed(1)} MB: exported in ${spread(exportMs, 0)} ms`)
    return [
      {
        name: 'audit_append_p50_ms',
        value: quantile(withEntry, 0.5),
        unit: 'ms',
        baseline: quantile(without, 0.5),
      },
      {
        name: 'audit_append_p99_ms',
        value: quantile(withEntry, 0.99),
        unit: 'ms',
        baseline: quantile(without, 0.99),
      },
      {
        name: 'audit_appends_per_s',
        value: median(perSecond),
        unit: 'entries/s',
        baseline: median(plainPerSecond),
      },
      { name: 'audit_export_mb_per_s', value: text.length / 1000 / median(exportMs), unit: 'MB/s' },
      { name: 'audit_verify_entries_per_s', value: (entries * 1000) / median(verifyMs), unit: 'entries/s' },
    ]
  },
})

async function refused(client: HttpClient, path: string): Promise<void> {
  const { status, text } = await client.get(path)
  if (status !== 403) throw new Error(`answered ${status}: ${text.slice(0, 300)}`)
}

/** Units: milliseconds, one request after another. */
async function timesOf(client: HttpClient, path: string, requests: number): Promise<number[]> {
  const timesMs: number[] = []
  for (let index = 0; index < requests; index += 1) {
    const startedAtMs = performance.now()
    await refused(client, path)
    timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}

async function rateOf(client: HttpClient, path: string, requests: number): Promise<number> {
  const startedAtMs = performance.now()
  await shareOut(
    Array.from({ length: requests }, (_, index) => index),
    connections,
    () => refused(client, path),
  )
  return (requests * 1000) / (performance.now() - startedAtMs)
}
