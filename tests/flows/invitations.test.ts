import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../support/audit.ts'
import { type Browser, type TestStack, testStack } from '../support/stack.ts'
import { mailTo, newestMail, passwordIn, tokenIn, type Visitor, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const another = 'kettle orbit linen 92'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const invite = (email: string, role = 'analyst', from: Browser | Visitor = owner) =>
  from.call('POST', '/api/v1/orgs/me/invitations', { email, role, name: 'Invited Person' })
const resend = (id: unknown) => owner.call('POST', `/api/v1/orgs/me/invitations/${id}/resend`)
const revoke = (id: unknown) => owner.call('DELETE', `/api/v1/orgs/me/invitations/${id}`)
const listed = async (email: string) => {
  const { body } = await owner.call('GET', '/api/v1/orgs/me/invitations?limit=200')
  return (body.items as { email: string; status: string; role: string; invited_by: string }[]).filter(
    (item) => item.email === email,
  )
}
const mailed = (email: string, count = 1) => newestMail(stack, email, /invited/, count)

/** Somebody with an account and an organization of their own, whose address is proved. */
async function outsider(email: string): Promise<Visitor> {
  const person = visitor(stack)
  await person.register(email, password)
  const token = tokenIn(await newestMail(stack, email, /Confirm/))
  await person.call('POST', '/auth/verify-email', { token })
  return person
}

describe('inviting somebody new', () => {
  it('gives them a temporary password that they must change before anything else', async () => {
    const answer = await invite('ann@invited.example')
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ email: 'ann@invited.example', role: 'analyst', status: 'pending' })
    const temporary = passwordIn(await mailed('ann@invited.example'))
    const ann = visitor(stack)
    const signedIn = await ann.signIn('ann@invited.example', temporary)
    expect(signedIn.body.user).toMatchObject({
      role: 'analyst',
      must_change_password: true,
      email_verified: true,
      organization: { plan: 'enterprise' },
    })
    const events = await ann.call('GET', '/api/v1/events')
    expect([events.status, (events.body.error as { code: string }).code]).toEqual([
      403,
      'password_change_required',
    ])
    expect((await ann.call('GET', '/api/v1/auth/sessions')).status).toBe(403)
    expect((await ann.call('POST', '/api/v1/auth/totp/enrol')).status).toBe(403)
    expect((await ann.call('GET', '/auth/me')).status).toBe(200)
    const changed = await ann.call('POST', '/auth/password', {
      current_password: temporary,
      new_password: another,
    })
    expect(changed.body.user).toMatchObject({ must_change_password: false })
    expect((await ann.call('GET', '/api/v1/events')).status).toBe(200)
    expect((await visitor(stack).signIn('ann@invited.example', temporary)).status).toBe(401)
    expect((await visitor(stack).signIn('ann@invited.example', another)).status).toBe(200)
    expect(await listed('ann@invited.example')).toMatchObject([
      { status: 'accepted', invited_by: 'Demo owner' },
    ])
  })

  it('also keeps them out of the live events until the password is changed', async () => {
    await invite('ward@invited.example')
    const ward = visitor(stack)
    await ward.signIn('ward@invited.example', passwordIn(await mailed('ward@invited.example')))
    const token = ward.cookies.get('access') ?? ''
    const closed = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events?token=${token}`)
      socket.addEventListener('close', (event) => resolve(event.code))
    })
    expect(closed).toBe(1008)
  })

  it('is sent again with a new password, and the old one is dead', async () => {
    const { body } = await invite('bea@invited.example')
    const first = passwordIn(await mailed('bea@invited.example'))
    expect((await resend(body.id)).status).toBe(200)
    const second = passwordIn(await mailed('bea@invited.example', 2))
    expect(second).not.toBe(first)
    expect((await visitor(stack).signIn('bea@invited.example', first)).status).toBe(401)
    expect((await visitor(stack).signIn('bea@invited.example', second)).status).toBe(200)
    expect((await resend(body.id)).status).toBe(404)
    expect((await revoke(body.id)).status).toBe(404)
  })

  it('is taken back: the password is dead and no account is left', async () => {
    const { body } = await invite('cleo@invited.example')
    const temporary = passwordIn(await mailed('cleo@invited.example'))
    expect((await revoke(body.id)).body).toEqual({ revoked: true })
    expect((await visitor(stack).signIn('cleo@invited.example', temporary)).status).toBe(401)
    expect(await listed('cleo@invited.example')).toMatchObject([{ status: 'revoked' }])
    const row = await stack.d1
      .prepare('SELECT id FROM users WHERE email = ?')
      .bind('cleo@invited.example')
      .first()
    expect(row).toBeNull()
    expect((await invite('cleo@invited.example')).status).toBe(201)
  })

  it('runs out after seven days', async () => {
    await invite('dora@invited.example')
    const temporary = passwordIn(await mailed('dora@invited.example'))
    const weekMs = 7 * 86_400_000
    await stack.d1.batch([
      stack.d1
        .prepare('UPDATE users SET password_expires_at_ms = password_expires_at_ms - ? WHERE email = ?')
        .bind(weekMs, 'dora@invited.example'),
      stack.d1
        .prepare('UPDATE invitations SET expires_at_ms = expires_at_ms - ? WHERE email = ?')
        .bind(weekMs, 'dora@invited.example'),
    ])
    const late = await visitor(stack).signIn('dora@invited.example', temporary)
    expect([late.status, late.body.detail]).toEqual([401, expect.stringContaining('has run out')])
    expect(await listed('dora@invited.example')).toMatchObject([{ status: 'expired' }])
    expect((await invite('dora@invited.example')).status).toBe(201)
  })

  it('lets an account that nobody ever used give way to who proves the address', async () => {
    await invite('zed@invited.example')
    await mailed('zed@invited.example')
    const zed = visitor(stack)
    await zed.register('zed@invited.example', password)
    const token = tokenIn(await newestMail(stack, 'zed@invited.example', /Confirm/))
    expect((await zed.call('POST', '/auth/verify-email', { token })).status).toBe(200)
  })
})

describe('inviting somebody who has an account', () => {
  it('looks the same to the inviter, and is accepted by the mailed link while signed in', async () => {
    const edna = await outsider('edna@invited.example')
    const [known, unknown] = [await invite('edna@invited.example'), await invite('new@invited.example')]
    expect(Object.keys(known.body).toSorted()).toEqual(Object.keys(unknown.body).toSorted())
    const token = tokenIn(await mailed('edna@invited.example'))
    expect(passwordIn(await mailed('edna@invited.example'))).toBe('')
    const accept = (who: Visitor, text: string) =>
      who.call('POST', '/api/v1/auth/invitations/accept', { token: text })
    const other = await outsider('fay@invited.example')
    expect((await accept(other, token)).status).toBe(404)
    const before = new Map(edna.cookies)
    const joined = await accept(edna, token)
    expect(joined.body.user).toMatchObject({ role: 'analyst', organization: { plan: 'enterprise' } })
    expect((joined.body.user as { organizations: unknown[] }).organizations).toHaveLength(2)
    expect((await accept(edna, token)).status).toBe(404)
    const old = visitor(stack)
    for (const [name, value] of before) old.cookies.set(name, value)
    expect((await old.call('GET', '/auth/me')).status).toBe(401)
    expect((await edna.call('GET', '/api/v1/events')).status).toBe(200)
  })

  it('lets them go back and forth between their organizations, and nowhere else', async () => {
    const gil = await outsider('gil@invited.example')
    await invite('gil@invited.example', 'viewer')
    const token = tokenIn(await mailed('gil@invited.example'))
    const joined = await gil.call('POST', '/api/v1/auth/invitations/accept', { token })
    const all = (joined.body.user as { organizations: { id: string; role: string }[] }).organizations
    const home = all.find(({ role }) => role === 'owner')
    const back = await gil.call('POST', '/api/v1/auth/organization', { org_id: home?.id })
    expect(back.body.user).toMatchObject({ role: 'owner', organization: { id: home?.id } })
    expect((await gil.call('GET', '/auth/me')).body.user).toMatchObject({ role: 'owner' })
    const stranger = await outsider('hal@invited.example')
    expect((await stranger.call('POST', '/api/v1/auth/organization', { org_id: home?.id })).status).toBe(404)
  })

  it('is a new link when it is sent again, and none when it is taken back', async () => {
    const ida = await outsider('ida@invited.example')
    const { body } = await invite('ida@invited.example')
    const first = tokenIn(await mailed('ida@invited.example'))
    await resend(body.id)
    const second = tokenIn(await mailed('ida@invited.example', 2))
    const accept = (token: string) => ida.call('POST', '/api/v1/auth/invitations/accept', { token })
    expect((await accept(first)).status).toBe(404)
    await revoke(body.id)
    expect((await accept(second)).status).toBe(404)
    expect((await ida.call('GET', '/auth/me')).status).toBe(200)
  })
})

describe('who may invite whom', () => {
  it('refuses a second invitation, and one of a member', async () => {
    expect((await invite('jo@invited.example')).status).toBe(201)
    expect((await invite('JO@invited.example')).status).toBe(409)
    expect((await invite('viewer@demo.test')).status).toBe(409)
  })

  it('is for who may write members, into no role that holds more than their own', async () => {
    const temporary = async (email: string) => passwordIn(await mailed(email))
    await invite('admin@invited.example', 'admin')
    const admin = visitor(stack)
    const first = await temporary('admin@invited.example')
    await admin.signIn('admin@invited.example', first)
    await admin.call('POST', '/auth/password', { current_password: first, new_password: another })
    expect((await invite('kim@invited.example', 'owner', admin)).status).toBe(403)
    expect((await invite('kim@invited.example', 'admin', admin)).status).toBe(201)
    const analyst = await stack.signIn('analyst@demo.test')
    expect((await invite('lea@invited.example', 'viewer', analyst)).status).toBe(403)
    expect((await invite('lea@invited.example', 'owner')).status).toBe(201)
    expect((await invite('max@invited.example', 'king')).status).toBe(422)
  })

  it('takes a custom role of the organization and none of another', async () => {
    const org = await stack.d1
      .prepare(`SELECT id FROM organizations WHERE plan = 'enterprise'`)
      .first<{ id: string }>()
    const add = (id: string, orgId: string) =>
      stack.d1
        .prepare(`INSERT INTO custom_roles VALUES (?, ?, 'Risk desk', '', '["events:read"]', 0, 0)`)
        .bind(id, orgId)
        .run()
    await add('role_ours', org?.id ?? '')
    await add('role_theirs', 'another organization')
    expect((await invite('nia@invited.example', 'role_theirs')).status).toBe(422)
    expect((await invite('nia@invited.example', 'role_ours')).status).toBe(201)
    const nia = visitor(stack)
    const answer = await nia.signIn('nia@invited.example', passwordIn(await mailed('nia@invited.example')))
    expect(answer.body.user).toMatchObject({
      role: 'role_ours',
      role_label: 'Risk desk',
      permissions: ['events:read'],
    })
  })

  it('gives nobody more than the inviter holds, and ownership only from an owner', async () => {
    const user = await stack.d1
      .prepare(`SELECT users.id, org_id FROM users JOIN memberships ON user_id = users.id WHERE email = ?`)
      .bind('admin@invited.example')
      .first<{ id: string; org_id: string }>()
    const grant = (id: string, effect: string, permission: string) =>
      stack.d1
        .prepare(
          `INSERT INTO grants VALUES (?, ?, 'user', ?, ?, ?, 'organization', ?, 'test', 'active', 'system', NULL, 0, NULL, NULL)`,
        )
        .bind(id, user?.org_id, user?.id, effect, permission, user?.org_id)
        .run()
    const admin = visitor(stack)
    await grant('grant_1', 'allow', 'org:delete')
    await admin.signIn('admin@invited.example', another)
    const asOwner = await invite('pia@invited.example', 'owner', admin)
    expect([asOwner.status, asOwner.body.detail]).toEqual([403, 'Only an owner can make somebody an owner.'])
    await grant('grant_2', 'deny', 'costs:read')
    const again = visitor(stack)
    await again.signIn('admin@invited.example', another)
    const asViewer = await invite('pia@invited.example', 'viewer', again)
    expect([asViewer.status, asViewer.body.detail]).toEqual([403, expect.stringContaining('costs:read')])
    expect((await invite('pia@invited.example', 'auditor', again)).status).toBe(201)
  })

  it('is nobody whose own address is not proved', async () => {
    const spammer = visitor(stack)
    await spammer.register('spammer@invited.example', password)
    expect((await invite('oda@invited.example', 'viewer', spammer)).status).toBe(403)
    expect(await mailTo(stack, 'oda@invited.example')).toEqual([])
  })

  it('writes down who invited, resent, revoked and accepted', async () => {
    const succeeded = await audited(owner, { outcome: 'succeeded' })
    const actions = succeeded.map(({ action }) => action).filter((action) => action.startsWith('invitation.'))
    expect([...new Set(actions)].toSorted()).toEqual([
      'invitation.accepted',
      'invitation.created',
      'invitation.resent',
      'invitation.revoked',
    ])
  })
})
