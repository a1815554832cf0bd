import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { hashText, mix } from '../../demo/chance.ts'
import { grouped } from '../grouped.ts'
import type { Span } from '../ledger.ts'
import { listedModel, type Model } from '../models.ts'
import { DAY_MS, dayText, floorTo } from '../moments.ts'
import { type Call, HISTORY_DAYS, type Traffic } from '../traffic.ts'
import { intParam, Refusal, type WireRequest } from '../wire.ts'
import type { MistralOrganization } from './organization.ts'

/** The models in use at Mistral; the prices of the list stand for euros. */
export const mistralModels: readonly Model[] = Object.freeze(
  ['mistral-large-2512', 'mistral-medium-2508', 'codestral-2508', 'magistral-medium-2509'].map((id) =>
    listedModel('mistral', id),
  ),
)

const OCR_MODEL = 'mistral-ocr-2505'
const OCR_PRICE = '0.001'
const OCR_TEAM = 'finance'

type Group = 'input' | 'output' | 'cached'
const groups: readonly Group[] = ['input', 'output', 'cached']

type Figure = {
  readonly category: 'completion' | 'vibe_code' | 'ocr'
  readonly model: string
  readonly teamId: string
  readonly dayMs: number
  readonly tier: 'batch' | null
  readonly counts: Record<Group, number>
}

const categoryOf = ({ caller, model }: Call): Figure['category'] =>
  caller.account.team.id === 'engineering' && model.id.startsWith('codestral') ? 'vibe_code' : 'completion'

function figuresOf(traffic: Traffic, seed: string, fromMs: number, toMs: number, nowMs: number): Figure[] {
  const tokens = grouped<Figure>(
    traffic,
    { startMs: fromMs, endMs: toMs },
    nowMs,
    (call) =>
      `${floorTo(call.atMs, DAY_MS)}/${call.caller.account.team.id}/${call.model.id}/${categoryOf(call)}/${call.batch}`,
    (call) => ({
      category: categoryOf(call),
      model: call.model.id,
      teamId: call.caller.account.team.id,
      dayMs: floorTo(call.atMs, DAY_MS),
      tier: call.batch ? 'batch' : null,
      counts: { input: 0, output: 0, cached: 0 },
    }),
    ({ counts }, { meter, counted }) => {
      counts.input += (meter.inputTokens - meter.cacheReadTokens) * counted
      counts.cached += meter.cacheReadTokens * counted
      counts.output += meter.outputTokens * counted
    },
  )
  return [...tokens, ...pagesOf(seed, fromMs, toMs, nowMs)]
}

/** Finance has its invoices read: pages, which are no tokens. */
function pagesOf(seed: string, fromMs: number, toMs: number, nowMs: number): Figure[] {
  const firstMs = Math.max(floorTo(fromMs, DAY_MS), floorTo(nowMs, DAY_MS) - HISTORY_DAYS * DAY_MS)
  const days = Math.ceil((Math.min(toMs, nowMs) - firstMs) / DAY_MS)
  return Array.from({ length: Math.max(0, days) }, (_, i) => {
    const dayMs = firstMs + i * DAY_MS
    const pages = 40 + (mix(hashText(`${seed}/mistral/ocr`), dayMs / DAY_MS) % 200)
    const counts = { input: pages, output: 0, cached: 0 }
    return { category: 'ocr', model: OCR_MODEL, teamId: OCR_TEAM, dayMs, tier: null, counts }
  })
}

/** `GET /usage`: one month, of the organization or of one workspace. Errors: Refusal 404. */
export function usage(
  { query, nowMs }: WireRequest,
  traffic: Traffic,
  organization: MistralOrganization,
  seed: string,
): unknown {
  const now = new Date(nowMs)
  const month = intParam(query, 'month', { min: 1, max: 12, otherwise: now.getUTCMonth() + 1 })
  const year = intParam(query, 'year', { min: 2023, max: 2100, otherwise: now.getUTCFullYear() })
  const [fromMs, toMs] = [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)]
  const wanted = query.get('workspace_id')
  const team = organization.teams.find((account) => organization.workspaceIdOf(account) === wanted)
  if (wanted !== null && !team) throw new Refusal(404, 'Workspace not found')
  const figures = figuresOf(traffic, seed, fromMs, toMs, nowMs).filter(
    ({ teamId }) => !team || teamId === team.team.id,
  )
  const category = (name: Figure['category']) => ({
    models: modelsOf(figures.filter((each) => each.category === name)),
  })
  const none = { models: {} }
  return {
    completion: category('completion'),
    ocr: category('ocr'),
    connectors: none,
    audio: none,
    audio_characters: none,
    libraries_api: { pages: none, tokens: none, audio_seconds: none },
    fine_tuning: { training: {}, storage: {} },
    vibe_code: { completion: category('vibe_code') },
    vibe_usage: 0,
    seats: { plans: [{ plan: 'enterprise', seats: 40 }] },
    start_date: new Date(fromMs).toISOString(),
    end_date: new Date(toMs - 1_000).toISOString(),
    date: now.toISOString(),
    currency: 'EUR',
    currency_symbol: '€',
    prices: prices(),
  }
}

/** `alias::version` to lists by group; a group without a figure is left out, as `cached` often is. */
function modelsOf(figures: readonly Figure[]): Record<string, Record<string, unknown[]>> {
  const models: Record<string, Record<string, unknown[]>> = {}
  for (const { model, category, dayMs, tier, counts } of figures) {
    const alias = `${model.replace(/-\d+$/, '')}-latest`
    for (const group of groups) {
      if (counts[group] === 0) continue
      models[`${alias}::${model}`] ??= {}
      const lists = models[`${alias}::${model}`]
      if (!lists) continue
      lists[group] ??= []
      lists[group].push({
        usage_type: 'usage',
        event_type: category === 'ocr' ? 'ocr_pages' : 'api_tokens',
        billing_metric: model,
        billing_display_name: alias,
        billing_group: group,
        service_tier: tier,
        timestamp: dayText(dayMs),
        value: counts[group],
        value_paid: counts[group],
      })
    }
  }
  return models
}

/** Units: euros for one. Batches cost half. */
function priceOf(model: string, group: Group, tier: Figure['tier']): string {
  if (model === OCR_MODEL) return OCR_PRICE
  const listed = mistralModels.find(({ id }) => id === model)?.price
  if (!listed) throw new RangeError(`no price for ${model}`)
  const perToken = { input: listed.input, output: listed.output, cached: listed.cacheRead }[group]
  return (perToken * (tier === 'batch' ? 0.5 : 1)).toFixed(12)
}

/** Every other price is a number, the rest are texts. */
function prices(): unknown[] {
  const tiers = [null, 'batch'] as const
  const tokens = mistralModels.flatMap(({ id }) =>
    groups.flatMap((group) => tiers.map((tier) => ({ id, group, tier, event: 'api_tokens' }))),
  )
  const all = [...tokens, { id: OCR_MODEL, group: 'input' as const, tier: null, event: 'ocr_pages' }]
  return all.map(({ id, group, tier, event }, i) => ({
    event_type: event,
    billing_metric: id,
    billing_group: group,
    api_zone: 'global',
    service_tier: tier,
    price: i % 2 === 0 ? priceOf(id, group, tier) : Number(priceOf(id, group, tier)),
  }))
}

/** What a span costs in all. Units: billionths of a euro. */
export function costsNano(traffic: Traffic, seed: string, { fromMs, toMs, nowMs }: Span): bigint {
  return figuresOf(traffic, seed, fromMs, toMs, nowMs)
    .flatMap(({ model, tier, counts }) =>
      groups.map((group) => BigInt(counts[group]) * nanoFromDecimal(priceOf(model, group, tier))),
    )
    .reduce((sum, each) => sum + each, 0n)
}
