import type { AllowanceItem, CatalogueItem, CustomDetectorItem } from '../../analytics/contract/compliance.ts'
import { catalogueLevel, type MinimumLevel } from '../../analytics/contract/levels.ts'
import { measuredDetectors } from '../../analytics/measured-detectors.ts'
import { fail, ok } from '../../analytics/result.ts'
import {
  type Allowance,
  addAllowance,
  allowancesOf,
  customDetectorsOf,
  detectorSettingsOf,
  removeAllowance,
  removeCustomDetector,
  type StoredCustomDetector,
  saveCustomDetector,
  setDetector,
} from '../../analytics/store/d1/detection.ts'
import { type CatalogueEntry, detectors, faultOf } from '../../detectors/index.ts'
import { allowanceAt, customOf, forgetDetection } from '../detection.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { newId } from '../new-id.ts'
import { vaultOf } from '../vault/index.ts'

const allowancesMax = 500
const customDetectorsMax = 64
const instant = (ms: number): string => new Date(ms).toISOString()

export const detectorCatalogue = route('GET /compliance/detectors', {
  summary: 'The detectors that every text is scanned with, and what the organization made of them.',
  permission: 'detectors:read',
  handle: async (context) => pageOfWhole(await catalogueOf(context), context.query),
})

export const detectorChange = route('PUT /compliance/detectors/:code', {
  summary: 'Say what the findings of a detector must reach to count, or switch it off.',
  permission: 'detectors:write',
  audit: 'detector.changed',
  async handle(context) {
    const { tenant, place, params, body, nowMs, trail } = context
    const before = (await catalogueOf(context)).find(({ code }) => code === params.code)
    if (!before) return fail({ kind: 'not_found', message: 'There is no such detector.' })
    await setDetector(tenant, place.db, before.code, body.minimum_level, nowMs)
    forgetDetection(tenant)
    const after = { ...before, ...levelOf(body.minimum_level) }
    trail.before = { minimum_level: before.minimum_level, is_set: before.is_set }
    trail.after = { minimum_level: after.minimum_level, is_set: after.is_set }
    return ok(after)
  },
})

export const allowances = route('GET /compliance/allowances', {
  summary: 'Values that are not reported, each with the reason and its end.',
  permission: 'detectors:read',
  handle: async ({ tenant, place, query }) =>
    pageOfWhole((await allowancesOf(tenant, place.db)).map(allowanceItem), query),
})

export const allowanceCreation = route('POST /compliance/allowances', {
  summary: 'Let a value pass, for one detector or all, for good or until an instant.',
  success: 201,
  permission: 'detectors:write',
  audit: 'allowance.created',
  async handle({ env, tenant, place, caller, body, nowMs, trail }) {
    const known = await allowancesOf(tenant, place.db)
    if (known.length >= allowancesMax) {
      return fail({ kind: 'conflict', message: `There are ${allowancesMax} allowances already.` })
    }
    const expiresAtMs = body.expires_at === undefined ? null : Date.parse(body.expires_at)
    if (expiresAtMs !== null && expiresAtMs <= nowMs) {
      return fail({ kind: 'invalid', issues: [{ path: 'expires_at', message: 'It lies in the past.' }] })
    }
    const id = newId()
    const allowance: Allowance = {
      id,
      orgId: tenant.orgId,
      code: body.code ?? null,
      valueEnvelope: await vaultOf(env, place).seal(allowanceAt(tenant, id), body.value),
      hint: hintOf(body.value),
      reason: body.reason,
      createdBy: subjectOf(caller),
      createdAtMs: nowMs,
      expiresAtMs,
    }
    await addAllowance(tenant, place.db, allowance)
    forgetDetection(tenant)
    trail.target = id
    trail.after = allowanceItem(allowance)
    return ok(allowanceItem(allowance))
  },
})

export const allowanceRemoval = route('DELETE /compliance/allowances/:id', {
  summary: 'Report a value again.',
  permission: 'detectors:write',
  audit: 'allowance.removed',
  async handle({ tenant, place, params }) {
    const isRemoved = await removeAllowance(tenant, place.db, params.id ?? '')
    forgetDetection(tenant)
    return isRemoved
      ? ok({ removed: true as const })
      : fail({ kind: 'not_found', message: 'There is no such allowance.' })
  },
})

export const customDetectors = route('GET /compliance/custom-detectors', {
  summary: 'Detectors that the organization made itself.',
  permission: 'detectors:read',
  handle: async ({ tenant, place, query }) =>
    pageOfWhole((await customDetectorsOf(tenant, place.db)).map(customItem), query),
})

export const customDetectorCreation = route('POST /compliance/custom-detectors', {
  summary: 'Make a detector of words, or of a pattern in the syntax of RE2.',
  success: 201,
  permission: 'detectors:write',
  audit: 'custom_detector.created',
  async handle(context) {
    const known = await customDetectorsOf(context.tenant, context.place.db)
    if (known.length >= customDetectorsMax) {
      return fail({ kind: 'conflict', message: `There are ${customDetectorsMax} custom detectors already.` })
    }
    const saved = await save(context, { id: newId(), createdAtMs: context.nowMs }, known)
    return saved
  },
})

export const customDetectorChange = route('PUT /compliance/custom-detectors/:id', {
  summary: 'Put another definition in the place of a custom detector.',
  permission: 'detectors:write',
  audit: 'custom_detector.changed',
  async handle(context) {
    const known = await customDetectorsOf(context.tenant, context.place.db)
    const before = known.find(({ id }) => id === context.params.id)
    if (!before) return fail({ kind: 'not_found', message: 'There is no such custom detector.' })
    context.trail.before = customItem(before)
    return save(context, before, known)
  },
})

export const customDetectorRemoval = route('DELETE /compliance/custom-detectors/:id', {
  summary: 'Remove a custom detector.',
  permission: 'detectors:write',
  audit: 'custom_detector.removed',
  async handle({ tenant, place, params }) {
    const isRemoved = await removeCustomDetector(tenant, place.db, params.id ?? '')
    forgetDetection(tenant)
    return isRemoved
      ? ok({ removed: true as const })
      : fail({ kind: 'not_found', message: 'There is no such custom detector.' })
  },
})

type CustomContext = CallerContext & {
  body: Omit<CustomDetectorItem, 'id' | 'code' | 'updated_at' | 'keywords' | 'pattern'> & {
    keywords?: string[] | undefined
    pattern?: string | undefined
  }
}

async function save(
  { tenant, place, body, nowMs, trail }: CustomContext,
  { id, createdAtMs }: Pick<StoredCustomDetector, 'id' | 'createdAtMs'>,
  known: readonly StoredCustomDetector[],
) {
  if ((body.keywords === undefined) === (body.pattern === undefined)) {
    const message = 'Give either keywords or a pattern.'
    return fail({ kind: 'invalid' as const, issues: [{ path: 'keywords', message }] })
  }
  if (known.some((other) => other.name === body.name && other.id !== id)) {
    return fail({ kind: 'conflict' as const, message: `There is a custom detector ${body.name} already.` })
  }
  const detector: StoredCustomDetector = {
    ...body,
    id,
    orgId: tenant.orgId,
    keywords: body.keywords ?? null,
    pattern: body.pattern ?? null,
    createdAtMs,
    updatedAtMs: nowMs,
  }
  const others = known.filter((other) => other.id !== id).map(customOf)
  const fault = faultOf(customOf(detector), others)
  if (fault !== null) {
    const path = body.pattern === undefined ? 'keywords' : 'pattern'
    return fail({
      kind: 'invalid' as const,
      issues: [{ path, message: `${fault[0]?.toUpperCase()}${fault.slice(1)}.` }],
    })
  }
  await saveCustomDetector(tenant, place.db, detector)
  forgetDetection(tenant)
  trail.target = id
  trail.after = customItem(detector)
  return ok(customItem(detector))
}

async function catalogueOf({ tenant, place }: CallerContext): Promise<CatalogueItem[]> {
  const [settings, customs] = await Promise.all([
    detectorSettingsOf(tenant, place.db),
    customDetectorsOf(tenant, place.db),
  ])
  const levels = new Map(settings.map(({ code, minimumLevel }) => [code, minimumLevel]))
  const own = customs.map(
    ({ name, label, category, severity }): CatalogueItem => ({
      code: `custom_${name}`,
      label,
      category,
      severity,
      data_type: category,
      mechanism: 'custom',
      is_custom: true,
      ...levelOf(levels.get(`custom_${name}`)),
      examples: 0,
      measured: null,
    }),
  )
  return [...detectors.map((entry) => entryOf(entry, levels.get(entry.code))), ...own]
}

/** What holds for a detector, by what the organization said of it, if anything. */
const levelOf = (own: MinimumLevel | null | undefined): Pick<CatalogueItem, 'minimum_level' | 'is_set'> => ({
  minimum_level: own ?? catalogueLevel,
  is_set: own !== null && own !== undefined,
})

function entryOf(entry: CatalogueEntry, own: MinimumLevel | undefined): CatalogueItem {
  const { code, label, category, severity, dataType, mechanism, examplesCount } = entry
  return {
    code,
    label,
    category,
    severity,
    data_type: dataType,
    mechanism,
    is_custom: false,
    ...levelOf(own),
    examples: examplesCount,
    measured: measuredDetectors[code] ?? null,
  }
}

/** Enough to know a value by, too little to have it. */
function hintOf(value: string): string {
  return value.length < 8 ? '…' : `${value.slice(0, 2)}…${value.slice(-2)}`
}

const allowanceItem = (allowance: Allowance): AllowanceItem => ({
  id: allowance.id,
  code: allowance.code,
  hint: allowance.hint,
  reason: allowance.reason,
  created_by: allowance.createdBy,
  created_at: instant(allowance.createdAtMs),
  expires_at: allowance.expiresAtMs === null ? null : instant(allowance.expiresAtMs),
})

const customItem = (detector: StoredCustomDetector): CustomDetectorItem => ({
  id: detector.id,
  code: `custom_${detector.name}`,
  name: detector.name,
  label: detector.label,
  category: detector.category,
  severity: detector.severity,
  keywords: detector.keywords,
  pattern: detector.pattern,
  updated_at: instant(detector.updatedAtMs),
})
