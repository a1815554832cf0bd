import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { entraToken } from '../auth/client-credentials.ts'
import { bearerOf } from '../authorization.ts'
import type { Answer } from '../outbound.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { VendorContext } from '../vendor.ts'

/** A resource that serves models. `ref` is its id in lower case, since Azure writes ids in both. */
export type AzureResource = { id: string; ref: string; name: string; location: string | null }

const listPagesMax = 50
const accountsVersion = '2024-10-01'
/** The whole address of the page after this one; Azure leaves it out, null or empty at the end. */
export const pageLink = z
  .union([z.url(), z.literal('')])
  .nullish()
  .transform((link) => link || null)
const envelope = z.object({ value: z.array(z.unknown()), nextLink: pageLink })
const accountRow = z.object({ id: z.string().startsWith('/'), name: nonEmpty, location: ref, kind: ref })
const deploymentRow = z.object({
  name: nonEmpty,
  properties: z.object({ model: z.object({ name: nonEmpty }) }),
})

/** One call to the management API; with a body it is a POST. */
export async function manage(
  ctx: VendorContext,
  url: URL,
  body?: unknown,
): Promise<Result<Answer, OutboundFailure>> {
  const token = await entraToken(ctx, {
    loginUrl: ctx.base('login'),
    tenantId: ctx.settings.tenant_id ?? '',
    clientId: ctx.settings.client_id ?? '',
    scope: 'https://management.azure.com/.default',
  })
  if (!token.ok) return token
  const headers = bearerOf(token.value)
  return body === undefined
    ? ctx.fetchJson(url, headers)
    : ctx.send({
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
}

/** An address of the management API. */
export function managed(ctx: VendorContext, path: string, query: Record<string, string | number>): URL {
  return addressOf(ctx.base('management'), path, query)
}

/** The path of the subscription that the credential names. */
export function subscriptionPath({ settings }: VendorContext): string {
  return `/subscriptions/${settings.subscription_id ?? ''}`
}

/** One page of a list; `next` is the address of the one after it. */
export async function listPage(ctx: VendorContext, url: URL) {
  const answer = await manage(ctx, url)
  if (!answer.ok) return answer
  const body = envelope.safeParse(answer.value.json)
  if (!body.success) return fail<OutboundFailure>({ tag: 'bad_json', reason: 'the list has another shape' })
  const next = body.data.nextLink
  if (next === url.href) return fail<OutboundFailure>({ tag: 'bad_json', reason: 'the page repeats itself' })
  return ok({ raw: answer.value.raw, rows: body.data.value, next })
}

/** The subscription's resources that serve models, asked for once per run. */
export function resourcesOf(ctx: VendorContext): Promise<Result<AzureResource[], OutboundFailure>> {
  return ctx.once('resources', async () => {
    const path = `${subscriptionPath(ctx)}/providers/Microsoft.CognitiveServices/accounts`
    const rows = await wholeList(ctx, managed(ctx, path, { 'api-version': accountsVersion }), accountRow)
    if (!rows.ok) return rows
    return ok(
      rows.value
        .filter(({ kind }) => /^(?:openai|aiservices)$/i.test(kind ?? ''))
        .map(({ id, name, location }) => ({ id, ref: id.toLowerCase(), name, location })),
    )
  })
}

/** Which model stands behind each deployment of a resource, asked for once per run. */
export function deploymentsOf(
  ctx: VendorContext,
  resource: AzureResource,
): Promise<Result<ReadonlyMap<string, string>, OutboundFailure>> {
  return ctx.once(`deployments of ${resource.ref}`, async () => {
    const url = managed(ctx, `${resource.id}/deployments`, { 'api-version': accountsVersion })
    const rows = await wholeList(ctx, url, deploymentRow)
    if (!rows.ok) return rows
    return ok(new Map(rows.value.map(({ name, properties }) => [name.toLowerCase(), properties.model.name])))
  })
}

async function wholeList<Row>(
  ctx: VendorContext,
  first: URL,
  shape: z.ZodType<Row>,
): Promise<Result<Row[], OutboundFailure>> {
  const rows: Row[] = []
  let url: URL | null = first
  for (let pages = 0; url !== null; pages++) {
    if (pages === listPagesMax) return fail({ tag: 'bad_json', reason: 'a list goes on without end' })
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(ctx, url)
    if (!page.ok) return page
    rows.push(...page.value.rows.flatMap((row) => shape.safeParse(row).data ?? []))
    url = page.value.next === null ? null : new URL(page.value.next)
  }
  return ok(rows)
}
