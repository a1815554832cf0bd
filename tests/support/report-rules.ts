import { llmPushEvent } from '../../analytics/contract/push.ts'
import { dayMs } from '../../workers/collector/moments.ts'
import type { PulledPage, Stream, Vendor, VendorContext } from '../../workers/collector/vendor.ts'

const isRef = (value: unknown): boolean => value === null || (typeof value === 'string' && value !== '')
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isName = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isMoment = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0

/** What is wrong with a page of any vendor's report, whatever the vendor answered: each as a sentence. */
export function faultsOf(vendor: Vendor, stream: Stream, ctx: VendorContext, page: PulledPage): string[] {
  const faults: string[] = []
  const must = (what: string, holds: boolean, value: unknown) => {
    if (!holds) faults.push(`${what}: ${typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)}`)
  }
  const mustBeOurs = ({ vendorId, naturalKey }: { vendorId: string; naturalKey: string }) => {
    must('the vendor of a row', vendorId === vendor.id, vendorId)
    mustBegin(naturalKey, vendor.id, ctx.accountRef)
  }
  const mustBegin = (naturalKey: string, ...values: string[]) =>
    must('how a natural key begins', naturalKey.startsWith(JSON.stringify(values).slice(0, -1)), naturalKey)
  const { usage, costs, inventory, calls, audit, rows, skipped, nextPage } = page
  for (const row of usage) {
    mustBeOurs(row)
    must('model', isName(row.model), row.model)
    must('operation', isName(row.operation), row.operation)
    must('bucket width', row.bucketMs === stream.bucketMs, row.bucketMs)
    must(
      'bucket start',
      isMoment(row.bucketStartAtMs) && row.bucketStartAtMs % row.bucketMs === 0,
      row.bucketStartAtMs,
    )
    for (const ref of [row.projectRef, row.actorRef, row.apiKeyRef]) must('a ref of usage', isRef(ref), ref)
    must('requests', row.requests === null || isCount(row.requests), row.requests)
    for (const tokens of [row.tokensIn, row.tokensOut, row.tokensCached, row.tokensReasoning])
      must('tokens', isCount(tokens), tokens)
    must('what something cost', typeof row.costNanoUsd === 'bigint', row.costNanoUsd)
    must('who says so', ['priced', 'unpriced', 'vendor'].includes(row.costSource), row.costSource)
    must('no cost without a price', row.costSource !== 'unpriced' || row.costNanoUsd === 0n, row.costNanoUsd)
  }
  for (const line of costs) {
    mustBeOurs(line)
    must('day', isMoment(line.dayAtMs) && line.dayAtMs % dayMs === 0, line.dayAtMs)
    must('line item', isName(line.lineItem), line.lineItem)
    for (const ref of [line.projectRef, line.apiKeyRef]) must('a ref of costs', isRef(ref), ref)
    must('amount', typeof line.amountNano === 'bigint', line.amountNano)
    must('currency', /^[A-Z]{3}$/.test(line.currency), line.currency)
  }
  for (const entry of inventory) {
    must('type', entry.type === 'actor' || entry.type === 'project', entry.type)
    must('what is named', isName(entry.ref), entry.ref)
    must('name', isName(entry.name), entry.name)
    if (entry.type !== 'actor') continue
    must('e-mail', isRef(entry.email), entry.email)
    must('owner', entry.ownerRef === undefined || isName(entry.ownerRef), entry.ownerRef)
  }
  for (const call of calls) {
    const { naturalKey, actorRef, projectRef, ...event } = call
    mustBegin(naturalKey, vendor.id)
    for (const ref of [actorRef, projectRef]) must('a ref of a call', isRef(ref), ref)
    const { error } = llmPushEvent.safeParse(event)
    must('a call as it may be pushed', error === undefined, error?.issues)
  }
  for (const entry of audit) {
    must('the vendor of an entry', entry.vendorId === vendor.id, entry.vendorId)
    must('the key of an entry', isName(entry.naturalKey), entry.naturalKey)
    must('moment', isMoment(entry.atMs), entry.atMs)
    must('action', isName(entry.action), entry.action)
    const { actorRef, actorEmail, projectRef, targetType, targetRef, address } = entry
    for (const ref of [actorRef, actorEmail, projectRef, targetType, targetRef, address])
      must('a ref of an entry', isRef(ref), ref)
    must('outcome', [null, 'success', 'failure'].includes(entry.outcome), entry.outcome)
  }
  const kept = usage.length + costs.length + inventory.length + calls.length + audit.length
  const lost = skipped.reduce((sum, { count }) => sum + count, 0)
  must('each row has one end', rows === kept + lost, [rows, kept, lost])
  for (const each of skipped) must('what was skipped', isCount(each.count) && each.count > 0, each)
  must('the next page', nextPage === null || isName(nextPage), nextPage)
  return faults
}
