import { z } from 'zod'
import type { CatalogueVendor } from '../../analytics/contract/vendor-catalogue.ts'
import { vendorAudit } from '../../analytics/queries/vendor-audit.ts'
import { fail, ok } from '../../analytics/result.ts'
import { emailsOfActors } from '../../analytics/store/d1/actors.ts'
import {
  addCustomVendor,
  credentialsPerVendor,
  customVendorById,
  customVendorsOf,
  removeCustomVendor,
} from '../../analytics/store/d1/custom-vendors.ts'
import { customVendor } from '../collector/custom-vendor.ts'
import { privateHosts, refusal } from '../collector/host-guard.ts'
import type { Vendor } from '../collector/vendor.ts'
import { vendors as knownVendors } from '../collector/vendors/index.ts'
import { isOn } from '../collector/vendors-off.ts'
import { asking } from '../http/asking.ts'
import { cutPage, decodeCursor, pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'

const customVendorsMax = 50
const auditCursor = z.strictObject({ atMs: z.number(), id: z.string() })

export const vendorCatalogue = route('GET /vendors', {
  summary: 'Every vendor that can be collected from: what it can and cannot give, and what it needs.',
  permission: 'vendors:read',
  async handle({ env, tenant, place, query }) {
    const [customs, used] = await Promise.all([
      customVendorsOf(tenant, place.db),
      credentialsPerVendor(tenant, place.db),
    ])
    const own = customs.map((row) => itemOf(customVendor(row), row.collectorUrl, true))
    const known = knownVendors.map((vendor) => itemOf(vendor, null, isOn(env, vendor.id)))
    const items = [...known, ...own].map((item) => ({ ...item, credentials: used.get(item.vendor_id) ?? 0 }))
    return pageOfWhole(items, query)
  },
})

export const vendorCreation = route('POST /vendors', {
  summary: 'Add a vendor of your own: a server behind https that gives events in our shape.',
  success: 201,
  permission: 'credentials:write',
  audit: 'vendor.created',
  async handle({ env, tenant, place, body, caller, nowMs, trail }) {
    const url = new URL(body.collector_url)
    const refused = refusal(url, privateHosts(env.AEGISFLOW_ALLOW_CUSTOMER_HOSTS))
    trail.target = `vendor:${body.vendor_id}`
    if (refused !== null) {
      return fail({
        kind: 'invalid',
        issues: [{ path: 'collector_url', message: `The address is refused: ${refused}.` }],
      })
    }
    if ((await customVendorsOf(tenant, place.db)).length >= customVendorsMax) {
      return fail({ kind: 'conflict', message: `There is room for ${customVendorsMax} vendors of your own.` })
    }
    const row = {
      id: body.vendor_id,
      label: body.label,
      collectorUrl: url.href,
      createdBy: subjectOf(caller),
      createdAtMs: nowMs,
    }
    if (!(await addCustomVendor(tenant, place.db, row)))
      return fail({ kind: 'conflict', message: 'There is a vendor with this id.' })
    trail.after = { label: row.label, collector_url: row.collectorUrl }
    return ok(itemOf(customVendor(row), row.collectorUrl, true))
  },
})

export const vendorRemoval = route('DELETE /vendors/:id', {
  summary: 'Remove a vendor of your own that has no credentials left. What it sent stays.',
  permission: 'credentials:write',
  audit: 'vendor.removed',
  async handle({ tenant, place, params, trail }) {
    const id = params.id ?? ''
    trail.target = `vendor:${id}`
    const removed = await removeCustomVendor(tenant, place.db, id)
    if (removed) {
      trail.before = { label: removed.label, collector_url: removed.collectorUrl }
      return ok({ removed: true })
    }
    return (await customVendorById(tenant, place.db, id))
      ? fail({ kind: 'conflict', message: 'Remove its credentials first.' })
      : fail({ kind: 'not_found', message: 'There is no such vendor of your own.' })
  },
})

export const vendorAuditLog = route('GET /vendors/audit', {
  summary: 'What the vendors’ own audit logs say, newest first.',
  permission: 'audit:read',
  handle: ({ tenant, place, query }) =>
    asking(async () => {
      const after = decodeCursor(query.cursor, auditCursor)
      if (!after.ok) return after
      const found = await place.clickhouse.ask(tenant, vendorAudit, {
        vendorId: query.vendor_id ?? null,
        after: after.value,
        rows: query.limit + 1,
      })
      const { shown: rows, nextCursor } = cutPage(found, query.limit, ({ at_ms, id }) => ({
        atMs: Number(at_ms),
        id,
      }))
      const actorIds = [...new Set(rows.map(({ actor_id }) => actor_id).filter((id) => id !== ''))]
      const emails = await emailsOfActors(tenant, place.db, actorIds)
      return ok({
        items: rows.map((row) => ({
          id: row.id,
          vendor_id: row.vendor_id,
          at: new Date(Number(row.at_ms)).toISOString(),
          action: row.action,
          actor_id: row.actor_id || null,
          actor_email: emails.get(row.actor_id) ?? null,
          project: row.project_id || null,
          target_type: row.target_type || null,
          target_ref: row.target_ref || null,
          outcome: row.outcome === 'success' || row.outcome === 'failure' ? row.outcome : null,
        })),
        next_cursor: nextCursor,
      })
    }),
})

function itemOf(vendor: Vendor, collectorUrl: string | null, enabled: boolean): CatalogueVendor {
  return {
    vendor_id: vendor.id,
    label: vendor.label,
    custom: collectorUrl !== null,
    enabled,
    collector_url: collectorUrl,
    streams: vendor.streams.map((stream) => ({
      stream: stream.name,
      kind: stream.kind,
      interval_s: stream.intervalS,
      bucket_s: stream.bucketMs === null ? null : stream.bucketMs / 1000,
      overlap_s: stream.overlapMs / 1000,
      history_s: stream.backfillMs / 1000,
      credential_kinds: stream.kinds ? [...stream.kinds] : null,
    })),
    absent: Object.entries(vendor.absent).map(([kind, why]) => ({
      kind: kind as CatalogueVendor['absent'][number]['kind'],
      why,
    })),
    credential_kinds: vendor.credentialKinds.map((kind) => ({
      kind: kind.kind,
      label: kind.label,
      help: kind.help,
      hint: kind.hint.source,
      service_account: kind.serviceAccount ?? null,
      settings: kind.settings.map(({ pattern, ...setting }) => ({ ...setting, pattern: pattern.source })),
    })),
    units: vendor.units,
    credentials: 0,
  }
}
