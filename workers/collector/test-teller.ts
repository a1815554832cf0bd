import type { PricedUsage } from '../../analytics/pricing/price.ts'
import { fail, ok } from '../../analytics/result.ts'
import { emptyPage } from './page.ts'
import { type Vendor, vendor } from './vendor.ts'

export const hourMs = 3_600_000
const dayMs = 24 * hourMs
export const nowMs = Date.now()
const todayMs = Math.floor(nowMs / dayMs) * dayMs
/** The hours of a day that is over. */
export const at = (hour: number): number => todayMs - dayMs + hour * hourMs

/** `answers`: what the vendor answers, by path and query; a name that is not here is a 404. `calls`: how often it was asked. */
export const asked = { answers: {} as Record<string, unknown>, calls: 0 }

export type Told = { key: string; hour: number; tokens: number }
/** What the adapter of the moment does: adapters change while answers are kept. */
export const adapter = { giveCalls: true, namesWanted: false }

const common = {
  intervalS: 300,
  overlapMs: dayMs,
  backfillMs: 30 * dayMs,
  windowMs: dayMs,
  paceMs: 0,
}

/** A vendor that tells figures and money by the hour, and single calls. `?` is a row that cannot be read. */
export const teller: Vendor = vendor({
  id: 'teller',
  label: 'Teller',
  apis: { api: { default: 'https://teller.example', env: '' } },
  credentialKinds: [],
  units: { money: '', time: '' },
  validate: async () => ok({ accountRef: null }),
  absent: {},
  streams: [
    {
      ...common,
      name: 'figures',
      kind: 'usage',
      bucketMs: hourMs,
      async pull(ctx, { page }) {
        const answer = await ctx.fetchJson(new URL(`/figures?page=${page ?? ''}`, ctx.base('api')), {})
        if (!answer.ok) return answer
        if (answer.value.json === 'unreadable') return fail({ tag: 'bad_json', reason: 'unreadable' })
        const named = adapter.namesWanted ? await ctx.fetchJson(new URL('/names', ctx.base('api')), {}) : null
        const { rows, next } = answer.value.json as { rows: (Told | '?')[]; next: string | null }
        const read = rows.filter((row) => row !== '?')
        const model = named && !named.ok ? 'unnamed' : 'abacus'
        return ok({
          ...emptyPage(),
          usage: read.map(({ key, hour, tokens }) => ({
            naturalKey: key,
            vendorId: 'teller',
            model,
            operation: 'chat',
            bucketStartAtMs: at(hour),
            bucketMs: hourMs,
            projectRef: 'p',
            actorRef: null,
            apiKeyRef: null,
            requests: 1,
            tokensIn: tokens,
            tokensOut: 0,
            tokensCached: 0,
            tokensReasoning: 0,
            ...ctx.price(usageOf(model, tokens, at(hour))),
          })),
          costs: read.map(({ key, hour, tokens }) => ({
            naturalKey: key,
            vendorId: 'teller',
            dayAtMs: at(hour),
            lineItem: key,
            projectRef: null,
            apiKeyRef: null,
            amountNano: BigInt(tokens) * 1_000_000_000n,
            currency: 'USD',
          })),
          rows: 2 * read.length + rows.length - read.length,
          skipped:
            rows.length > read.length ? [{ reason: 'malformed_row', count: rows.length - read.length }] : [],
          nextPage: next,
        })
      },
    },
    {
      ...common,
      name: 'calls',
      kind: 'usage',
      bucketMs: null,
      async pull(ctx) {
        const answer = await ctx.fetchJson(new URL('/calls', ctx.base('api')), {})
        if (!answer.ok) return answer
        const told = answer.value.json as Told[]
        return ok({
          ...emptyPage(),
          calls: adapter.giveCalls
            ? told.map(({ key, hour, tokens }) => ({
                naturalKey: key,
                actorRef: null,
                projectRef: null,
                model: 'abacus',
                timestamp: new Date(at(hour)).toISOString(),
                tokens_in: tokens,
                tokens_out: 0,
              }))
            : [],
          rows: adapter.giveCalls ? told.length : 0,
        })
      },
    },
    {
      ...common,
      name: 'projects',
      kind: 'inventory',
      bucketMs: null,
      backfillMs: 0,
      async pull(ctx) {
        const answer = await ctx.fetchJson(new URL('/projects', ctx.base('api')), {})
        if (!answer.ok) return answer
        const name = String(answer.value.json)
        return ok({ ...emptyPage(), inventory: [{ type: 'project', ref: 'p', name }], rows: 1 })
      },
    },
  ],
})

const usageOf = (model: string, tokensIn: number, atMs: number): PricedUsage => ({
  vendorId: 'teller',
  model,
  atMs,
  tokensIn,
  tokensOut: 0,
  tokensCached: 0,
})

/** Figures that the vendor tells from here on. */
export const tells = (rows: (Told | '?')[], next: string | null = null, page = ''): void => {
  asked.answers[`/figures?page=${page}`] = { rows, next }
}

export const one = { key: 'one', hour: 1, tokens: 100 }
export const nine = { key: 'nine', hour: 9, tokens: 50 }
export const gone = { key: 'gone', hour: 9, tokens: 7 }
