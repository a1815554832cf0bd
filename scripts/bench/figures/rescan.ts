import { setTimeout as sleep } from 'node:timers/promises'
import type { RescanItem } from '../../../analytics/contract/evidence.ts'
import { startStack } from '../../embedded/stack.ts'
import { signedIn } from '../../soak/connect.ts'
import { database } from '../clickhouse.ts'
import { figure } from '../figure.ts'
import { good, httpClient } from '../http-client.ts'
import { ingestPath } from '../instance.ts'
import { batchesOf, freshEvents } from '../prompts.ts'

const batchRows = 500
const rescanMsMax = 900_000

/** Today's detectors over what is stored: sealed originals when nothing changes, then when every eighth is corrected. */
export const rescan = figure({
  name: 'rescan',
  summary: 'events/s that a rescan reads again from sealed originals, and with each of them corrected',
  async measure({ isQuick, folder, later, note }) {
    const stack = await startStack({ dataDir: folder(), port: 0, demo: true, cron: false, vendors: [] })
    later(() => stack.stop())
    const db = database(stack.clickHouse)
    later(() => db.close())
    const { id, secret } = stack.secrets.demoApiKey
    const api = httpClient(
      stack.url,
      { authorization: `Bearer afk_${id}_${secret}`, 'content-type': 'application/json' },
      2,
    )
    later(api.close)
    const owner = await signedIn(stack)
    await owner('PUT', '/evidence', { is_kept: true, retention_days: 30 })

    const total = isQuick ? 2_000 : 20_000
    for (const events of batchesOf(freshEvents(total), batchRows)) {
      good(await api.post(ingestPath, Buffer.from(JSON.stringify({ events }))))
    }
    while ((await db.number('SELECT count() FROM evidence')) < total) await sleep(100)

    const read = async (): Promise<{ perS: number; corrected: number }> => {
      const startedAtMs = performance.now()
      let item = (await owner('POST', '/compliance/backfill?days=2')) as RescanItem
      for (const untilMs = Date.now() + rescanMsMax; item.status !== 'succeeded'; await sleep(50)) {
        if (Date.now() > untilMs || item.status === 'failed') throw new Error(`a rescan ${item.status}`)
        item = (await owner('GET', `/compliance/backfills/${item.id}`)) as RescanItem
      }
      const seconds = (performance.now() - startedAtMs) / 1000
      return { perS: item.from_evidence / seconds, corrected: item.corrected }
    }
    const same = await read()
    await owner('POST', '/compliance/custom-detectors', {
      name: 'vowel',
      label: 'Vowel',
      category: 'pii',
      severity: 'low',
      pattern: '[aeiou]{2}',
    })
    await sleep(2_500)
    const startedAtMs = performance.now()
    const changed = await read()
    const older = async () => db.number('SELECT count() FROM events WHERE revision = 0')
    while ((await older()) > total - changed.corrected) await sleep(100)
    const seconds = (performance.now() - startedAtMs) / 1000
    note(
      `${changed.corrected} of ${total} events corrected in ${seconds.toFixed(1)} s, until the older were gone`,
    )
    const unit = 'events/s'
    return [
      { name: 'rescan_events_per_s', value: same.perS, unit },
      { name: 'rescan_corrected_events_per_s', value: changed.corrected / seconds, unit },
    ]
  },
})
