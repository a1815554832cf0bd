import { catalogueProfile, type DetectionProfile } from '../analytics/detection.ts'
import {
  allowancesOf,
  customDetectorsOf,
  detectorSettingsOf,
  type StoredCustomDetector,
} from '../analytics/store/d1/detection.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { type CustomDetector, runnable } from '../detectors/index.ts'
import type { Env } from './environment.ts'
import { count } from './http/metrics.ts'
import { remembered } from './remembered.ts'
import { vaultOf } from './vault/index.ts'
import type { Vault } from './vault/vault.ts'
import { VaultError } from './vault/vault-error.ts'

/** A change that another isolate made is seen after this. Units: milliseconds. */
const freshMs = 2_000
const profiles = remembered<DetectionProfile>(freshMs)

const nameOf = ({ region, orgId }: Tenant): string => JSON.stringify([region, orgId])

/** What an organization makes of detection, for one scan after another. `later` runs work behind the answer. */
export async function detectionOf(
  env: Env,
  tenant: Tenant,
  place: Place,
  nowMs: number,
  later?: (work: Promise<unknown>) => void,
): Promise<DetectionProfile> {
  return profiles.of(nameOf(tenant), nowMs, () => read(env, tenant, place), later)
}

/** The next scan of this isolate reads anew. */
export function forgetDetection(tenant: Tenant): void {
  profiles.forget(nameOf(tenant))
}

async function read(env: Env, tenant: Tenant, place: Place): Promise<DetectionProfile> {
  const [settings, allowances, customs] = await Promise.all([
    detectorSettingsOf(tenant, place.db),
    allowancesOf(tenant, place.db),
    customDetectorsOf(tenant, place.db),
  ])
  if (settings.length + allowances.length + customs.length === 0) return catalogueProfile
  const vault = vaultOf(env, place)
  const allowed = await Promise.all(
    allowances.map(async ({ id, code, valueEnvelope, expiresAtMs }) => {
      const value = await openedValue(vault, allowanceAt(tenant, id), valueEnvelope)
      if (value === null) return []
      return [{ value, ...(code === null ? {} : { code }), ...(expiresAtMs === null ? {} : { expiresAtMs }) }]
    }),
  )
  return {
    thresholds: Object.fromEntries(settings.map(({ code, minimumLevel }) => [code, minimumLevel])),
    allowed: allowed.flat(),
    // A definition that today's rules refuse must not stop the others.
    custom: runnable(customs.map(customOf)),
    labels: new Map(customs.map(({ name, label, category }) => [`custom_${name}`, { label, category }])),
  }
}

/** A value that cannot be opened lets nothing pass: what it stood for is reported, and pushing goes on. */
async function openedValue(
  vault: Vault,
  at: ReturnType<typeof allowanceAt>,
  envelope: string,
): Promise<string | null> {
  try {
    return await vault.openText(at, envelope)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    count('aegisflow_allowances_unreadable_total', { code: error.code })
    return null
  }
}

/** Where the value of an allowance is sealed for. */
export const allowanceAt = (tenant: Tenant, id: string) => ({
  orgId: tenant.orgId,
  table: 'detector_allowances',
  column: 'value_envelope',
  rowId: id,
})

/** A stored definition as the engine takes it. */
export const customOf = ({
  name,
  category,
  severity,
  keywords,
  pattern,
}: Pick<
  StoredCustomDetector,
  'name' | 'category' | 'severity' | 'keywords' | 'pattern'
>): CustomDetector => ({
  name,
  category,
  severity,
  ...(pattern === null ? { keywords: keywords ?? [] } : { pattern }),
})
