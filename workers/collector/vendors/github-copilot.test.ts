import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { githubCopilot } from './github-copilot.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const dayAtMs = Date.parse('2026-11-16T00:00:00Z')
const window = { fromMs: dayAtMs + 5_000, toMs: dayAtMs + dayMs, page: null }

/** Lines of a report stand behind links at the vendor's own host, as the sandbox has them. */
const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    githubCopilot,
    {
      secret: 'ghp_1',
      accountRef: 'acme',
      nowMs,
      settings: { organization: 'acme' },
      refuse: ({ authorization }) =>
        authorization === undefined || authorization === 'Bearer ghp_1'
          ? null
          : { status: 401, body: { message: 'Bad credentials' } },
    },
    answer,
  )

async function pulled(name: string, answer: (url: URL) => Reply, asked = window) {
  const { ctx, seen } = await vendorAt(answer)
  return { result: await streamOf(githubCopilot, name).pull(ctx, asked), seen }
}

const userDay = {
  user_id: 583231,
  day: '2026-11-16',
  user_initiated_interaction_count: 37,
  totals_by_model_feature: [
    { model: 'gpt-5-mini', feature: 'chat', user_initiated_interaction_count: 20 },
    { model: 'gpt-5-mini', feature: 'agent', user_initiated_interaction_count: 5 },
    { model: 'claude', feature: 'chat', user_initiated_interaction_count: 0 },
  ],
  totals_by_cli: {
    request_count: 2,
    token_usage: { prompt_tokens_sum: 900, output_tokens_sum: 80, avg_tokens_per_request: 490 },
  },
}

describe('Copilot’s days', () => {
  it('are calls per person and model, with tokens for the command line alone', async () => {
    const { ctx } = await vendorAt(() => ({ status: 204, body: null }))
    const lines = (text: string) => ({
      ok: true as const,
      value: { raw: text, json: undefined, headers: new Headers() },
    })
    const links = {
      download_links: [
        'https://objects.githubusercontent.com/r1',
        'https://objects.githubusercontent.com/r2',
      ],
    }
    const fake = {
      ...ctx,
      fetchJson: async () => ({ ok: true as const, value: { raw: '', json: links, headers: new Headers() } }),
      send: async ({ url, headers }: Parameters<typeof ctx.send>[0]) => {
        expect(headers).toEqual({})
        return lines(
          url.pathname === '/r1' ? `${JSON.stringify(userDay)}\n\n` : '{"user_id":"x"}\nnot json\n',
        )
      },
    }
    const page = await streamOf(githubCopilot, 'usage').pull(fake, window)
    if (!page.ok) throw new Error(page.failure.tag)
    expect(
      page.value.usage.map(({ model, operation, requests, tokensIn, tokensOut }) => [
        model,
        operation,
        requests,
        tokensIn,
        tokensOut,
      ]),
    ).toEqual([
      ['gpt-5-mini', 'ide', 25, 0, 0],
      ['unknown', 'ide', 12, 0, 0],
      ['unknown', 'cli', 2, 900, 80],
    ])
    expect(new Set(page.value.usage.map(({ costSource }) => costSource))).toEqual(new Set(['vendor']))
    expect(page.value).toMatchObject({ rows: 5, skipped: [{ reason: 'malformed_row', count: 2 }] })
  })

  it('are of the person and the day, and paid for in credits', async () => {
    const quiet = { ...userDay, user_initiated_interaction_count: 25, totals_by_cli: { request_count: 0 } }
    const more = { ...quiet, user_id: 7, user_initiated_interaction_count: 3 }
    const none = { user_id: 8, day: '2026-11-16', user_initiated_interaction_count: 4 }
    const { ctx, baseUrl } = await vendorAt((url) =>
      url.pathname === '/r1'
        ? {
            body: [quiet, more, none].map((row) => JSON.stringify(row)).join('\n'),
            headers: { 'content-type': 'text/plain' },
          }
        : { body: { download_links: [`${baseUrl}/r1`] } },
    )
    const page = await streamOf(githubCopilot, 'usage').pull(ctx, window)
    if (!page.ok) throw new Error(page.failure.tag)
    expect(page.value.usage.map(({ actorRef, model, requests }) => [actorRef, model, requests])).toEqual([
      ['583231', 'gpt-5-mini', 25],
      ['7', 'gpt-5-mini', 25],
      ['8', 'unknown', 4],
    ])
    expect(page.value.usage[0]).toMatchObject({
      vendorId: 'github_copilot',
      bucketStartAtMs: dayAtMs,
      bucketMs: dayMs,
      projectRef: null,
      apiKeyRef: null,
      costNanoUsd: 0n,
      costSource: 'vendor',
    })
  })

  it('are read again by the next run when a link is no longer good', async () => {
    const { ctx, baseUrl } = await vendorAt((url) =>
      url.pathname === '/r1'
        ? { status: 403, body: { message: 'expired' } }
        : { body: { download_links: [`${baseUrl}/r1`] } },
    )
    expect(await streamOf(githubCopilot, 'usage').pull(ctx, window)).toMatchObject({
      failure: { tag: 'network' },
    })
    const other = await pulled('usage', () => ({ body: { links: [] } }))
    expect(other.result).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it.each(['2026-11-15', 'x', '2026-11-16T05:00:00Z'])('are not of the page "%s"', async (page) => {
    for (const name of ['usage', 'cost']) {
      const { result, seen } = await pulled(name, () => ({ body: {} }), { ...window, page: page as never })
      expect([result, seen]).toMatchObject([{ failure: { tag: 'bad_json' } }, []])
    }
  })

  it('are empty where the vendor has none, and go on with the next', async () => {
    const long = { ...window, toMs: dayAtMs + 3 * dayMs }
    const { result, seen } = await pulled('usage', () => ({ status: 204, body: null }), long)
    expect(result).toMatchObject({ ok: true, value: { rows: 0, nextPage: '2026-11-17' } })
    expect(seen[0]?.pathname).toBe('/orgs/acme/copilot/metrics/reports/users-1-day')
    const last = await pulled('usage', () => ({ status: 204, body: null }), {
      ...long,
      page: '2026-11-18' as never,
    })
    expect(last.result).toMatchObject({ ok: true, value: { nextPage: null } })
  })

  it('never send the token to another host, and none that is not GitHub’s', async () => {
    const { result } = await pulled('usage', () => ({
      body: { download_links: ['https://evil.example.com/r1'] },
    }))
    expect(result).toMatchObject({ ok: false, failure: { tag: 'refused_url' } })
  })

  it.each(['yesterday', '2026-11-01', '2026-11-16T05:00:00Z'])('refuse the page %s', async (page) => {
    const { result } = await pulled('usage', () => ({ status: 204, body: null }), {
      ...window,
      page: page as never,
    })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})

describe('Copilot’s credits', () => {
  it('are what is left to pay, a line per product and model, two of one name as one', async () => {
    const item = {
      product: 'Copilot',
      sku: 'AI Credits',
      model: 'Claude',
      netQuantity: 112.5,
      netAmount: 1.125,
    }
    const { result, seen } = await pulled('cost', () => ({
      body: {
        timePeriod: {},
        usageItems: [item, item, { ...item, model: 'GPT', netAmount: '-0.5' }, { ...item, netAmount: 'x' }],
      },
    }))
    if (!result.ok) throw new Error(result.failure.tag)
    expect(
      result.value.costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency]),
    ).toEqual([
      ['Copilot, AI Credits, Claude', 2_250_000_000n, 'USD'],
      ['Copilot, AI Credits, GPT', -500_000_000n, 'USD'],
    ])
    expect(result.value.skipped).toEqual([{ reason: 'malformed_row', count: 1 }])
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({ year: '2026', month: '11', day: '16' })
  })
})

describe('Copilot at the sandbox', { timeout: 30_000 }, () => {
  it('ends up with every call and credit of thirty days', async () => {
    const { ctx, ledger } = await atSandbox(githubCopilot, nowMs)
    const span = { fromMs: todayMs - 29 * dayMs, toMs: todayMs }
    const pulls = await Promise.all(
      ['usage', 'cost'].map((name) => pullAll(streamOf(githubCopilot, name), ctx, span)),
    )
    expect(sumsOf(...pulls)).toEqual(ledger(span.fromMs, span.toMs))
  })

  it('names the people with a seat, page by page, and reads the audit log to its end', async () => {
    const { ctx } = await atSandbox(githubCopilot, nowMs)
    const seats = await pullAll(streamOf(githubCopilot, 'inventory'), ctx, { fromMs: nowMs - 1, toMs: nowMs })
    expect(new Set(seats.inventory.map(({ ref }) => ref)).size).toBe(40)
    const log = await pullAll(streamOf(githubCopilot, 'audit'), ctx, {
      fromMs: nowMs - 25 * dayMs,
      toMs: nowMs,
    })
    expect(new Set(log.audit.map(({ naturalKey }) => naturalKey)).size).toBe(25)
    expect(log.pages.length).toBe(3)
  })

  it('refuses another token in the vendor’s words', async () => {
    const { context } = await atSandbox(githubCopilot, nowMs)
    expect(await githubCopilot.validate(context({ secret: 'ghp_other' }))).toEqual({
      ok: false,
      failure: { tag: 'unauthorized', detail: 'Bad credentials' },
    })
  })
})
