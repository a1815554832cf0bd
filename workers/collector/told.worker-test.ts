import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { credentials, memberships, users } from '../../analytics/store/d1/schema/index.ts'
import { runSync } from './sync.ts'
import { again, costBody, costRuns, leased, orgId, place } from './test-cost-runs.ts'

const { vendor, synced } = costRuns()

describe('who is told', () => {
  const notices = async (subject: string) =>
    (
      await env.DB.prepare(
        'SELECT kind, times, resolved_at_ms FROM notices WHERE org_id = ? AND subject LIKE ?',
      )
        .bind(orgId, `${subject}%`)
        .all<{ kind: string; times: number; resolved_at_ms: number | null }>()
    ).results

  it('of a refused credential: its owners by mail, once until it works again', async () => {
    await place.db.insert(users).values({
      id: 'u',
      email: 'owner@sync.test',
      name: 'O',
      passwordHash: '',
      emailVerifiedAtMs: 1,
      createdAtMs: 0,
    })
    await place.db.insert(memberships).values({ orgId, userId: 'u', role: 'owner', createdAtMs: 0 })
    const mailing = { ...env, MAIL_OUTBOX: 'true', PUBLIC_URL: 'https://aegis.example' }
    vendor.answer = () => Response.json({ error: { message: 'no' } }, { status: 401 })
    await runSync(mailing, place, await leased('told'))
    await place.db.update(credentials).set({ accountRef: '' }).where(eq(credentials.id, 'told'))
    const mails = () =>
      env.DB.prepare(`SELECT subject, "text" FROM outbox WHERE to_address = 'owner@sync.test'`).all()
    expect((await mails()).results).toEqual([
      {
        subject: 'OpenAI no longer accepts a credential',
        text: expect.stringContaining('https://aegis.example/vendors'),
      },
    ])
    expect(await notices('told')).toEqual([{ kind: 'credential_invalid', times: 1, resolved_at_ms: null }])
    await place.db.update(credentials).set({ status: 'active' }).where(eq(credentials.id, 'told'))
    vendor.answer = () => costBody([], null)
    await runSync(mailing, place, await again('told'))
    expect((await notices('told'))[0]?.resolved_at_ms).not.toBeNull()
    expect((await mails()).results).toHaveLength(1)
    const [row] = await place.db.select().from(credentials).where(eq(credentials.id, 'told'))
    expect(row).toMatchObject({ lastError: null, lastUsedAtMs: expect.any(Number) })
  })

  it('of a forbidden report: everyone who looks, with the vendor’s words', async () => {
    await synced('barred', () => Response.json({ error: { message: 'Missing scopes: x' } }, { status: 403 }))
    expect(await notices('barred/cost')).toEqual([
      { kind: 'stream_forbidden', times: 1, resolved_at_ms: null },
    ])
  })
})
