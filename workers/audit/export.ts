import { entrySeparator, exportHead, exportLine, exportTail } from '../../analytics/ledger/export-file.ts'
import type { Period, SignedCheckpoint } from '../../durable-objects/audit-ledger.ts'
import { csvLine } from '../http/csv.ts'
import { ledgerOf } from './ledger.ts'
import { type OpenEntry, openEntries, type Reader } from './read.ts'

/** What an export covers, fixed before its first byte is sent. `first` inclusive, `end` exclusive. */
export type ExportPlan = { checkpoint: SignedCheckpoint; first: number; end: number; hashes: string[] }

const entriesAtOnce = 500

/** Signs everything that is written and picks the entries of a period under that checkpoint. */
export async function planExport({ env, tenant }: Reader, period: Period): Promise<ExportPlan> {
  const ledger = ledgerOf(env, tenant)
  const checkpoint = await ledger.seal(tenant.orgId)
  const range = await ledger.range(period)
  const end = Math.min(range.end, checkpoint.size)
  const first = Math.min(range.first, end)
  return { checkpoint, first, end, hashes: await ledger.rangeProof(first, end, checkpoint.size) }
}

/** An export in JSON: complete in itself, for the verifier. */
export function jsonExport(reader: Reader, plan: ExportPlan): ReadableStream<Uint8Array> {
  const { checkpoint, first, end, hashes } = plan
  const head = exportHead({ vkey: checkpoint.vkey, checkpoint: checkpoint.note, first, end, hashes })
  return streamed(reader, plan, {
    head,
    line: ({ item, shown }, isFirst) =>
      (isFirst ? '' : entrySeparator) + exportLine({ entry: item.entry, details: shown }),
    tail: exportTail,
  })
}

const columns = [
  'seq',
  'at',
  'actor',
  'actor_label',
  'action',
  'target',
  'outcome',
  'request_id',
  'intent_seq',
  'details',
  'details_erased',
  'hash',
  'prev',
  'entry',
] as const

/** An export as a table, for reading. Source: RFC 4180; the entry's bytes and hashes stand in each row. */
export function csvExport(reader: Reader, plan: ExportPlan): ReadableStream<Uint8Array> {
  return streamed(reader, plan, {
    head: csvLine(columns),
    line: ({ item }) =>
      csvLine(
        columns.map((column) => {
          const value = item[column]
          return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
        }),
      ),
    tail: '',
  })
}

type Writing = { head: string; line: (entry: OpenEntry, isFirst: boolean) => string; tail: string }

/** Reads and opens a few hundred entries at a time, when whoever takes the stream has room for them. */
function streamed(
  reader: Reader,
  plan: ExportPlan,
  { head, line, tail }: Writing,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const ledger = ledgerOf(reader.env, reader.tenant)
  let next = plan.first
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      if (next >= plan.end) {
        controller.enqueue(encoder.encode(tail))
        controller.close()
        return
      }
      const from = next
      next = Math.min(plan.end, from + entriesAtOnce)
      const entries = await openEntries(reader, await ledger.entries(from, next))
      const text = entries.map((entry, index) => line(entry, from + index === plan.first)).join('')
      controller.enqueue(encoder.encode(text))
    },
  })
}
