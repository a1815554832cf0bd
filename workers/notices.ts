import { vendorLabel } from '../analytics/contract/vendors.ts'
import { noteThat } from '../analytics/store/d1/notices.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'

/** A model that is named over and over is written down once in this time and isolate. Units: milliseconds. */
const againAfterMs = 3_600_000
const rememberedMax = 10_000
/** One batch may name as many models as it has events. */
const modelsAtOnce = 20
const noted = new Map<string, number>()

/** Writes down which models have no price, so that nobody takes their cost for nothing. */
export async function noteUnpriced(
  tenant: Tenant,
  place: Place,
  rows: readonly Readonly<Record<string, unknown>>[],
  nowMs: number,
): Promise<void> {
  const models = new Map<string, { vendorId: string; model: string }>()
  for (const row of rows) {
    if (row.cost_source !== 'unpriced') continue
    const vendorId = String(row.vendor_id ?? '')
    const model = String(row.model ?? '')
    const name = JSON.stringify([tenant.region, tenant.orgId, vendorId, model])
    if (nowMs - (noted.get(name) ?? 0) < againAfterMs || models.size >= modelsAtOnce) continue
    if (noted.size >= rememberedMax) noted.clear()
    noted.set(name, nowMs)
    models.set(name, { vendorId, model })
  }
  try {
    for (const [name, { vendorId, model }] of models) {
      const subject = `${vendorId}/${model}`
      const message = `${model} of ${vendorLabel(vendorId)} has no price: what it costs is not part of any spend here.`
      await noteThat(tenant, place.db, { kind: 'unpriced_model', subject, message }, nowMs)
      models.delete(name)
    }
  } finally {
    // What could not be written down is not known yet: the next batch tells it.
    for (const name of models.keys()) noted.delete(name)
  }
}
