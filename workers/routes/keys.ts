import { plans } from '../../analytics/plans.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { type Credential, credentialById, credentialsOf } from '../../analytics/store/d1/collection.ts'
import { addCredential, changeCredential, removeCredential } from '../../analytics/store/d1/credentials.ts'
import { settleNoticesAbout } from '../../analytics/store/d1/notices.ts'
import { adapterOf } from '../collector/adapter.ts'
import {
  accepted,
  changedMeanwhile,
  invalid,
  isDocument,
  knownCredential,
  namedCredential,
  openKnown,
} from '../collector/credential-changes.ts'
import { credentialItems, maskedCredential } from '../collector/credential-item.ts'
import { sealedCredential, streamRows } from '../collector/credential-row.ts'
import { addressSettings, checkedSettings } from '../collector/credential-settings.ts'
import { queueDue } from '../collector/due.ts'
import { cutPage, decodeCursor, idPosition } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { noRoomFor, roomFor } from '../identity/plan-room.ts'
import { newId } from '../new-id.ts'
import { vaultOf } from '../vault/index.ts'
import { secret } from '../vault/secret.ts'

export const credentials = route('GET /keys', {
  summary: 'Vendor credentials, masked, with the state of their streams.',
  permission: 'credentials:read',
  async handle({ env, tenant, place, query }) {
    const after = decodeCursor(query.cursor, idPosition)
    if (!after.ok) return after
    const found = await credentialsOf(tenant, place.db, after.value?.id ?? null, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ id }) => ({ id }))
    return ok({ items: await credentialItems(env, tenant, place, shown), next_cursor: nextCursor })
  },
})

export const credential = route('GET /keys/:id', {
  summary: 'One vendor credential, masked.',
  permission: 'credentials:read',
  resource: 'credential',
  async handle(context) {
    const named = await namedCredential(context)
    return named.ok ? ok(await itemOf(context, named.value)) : named
  },
})

export const credentialCreation = route('POST /keys', {
  summary: 'Connect a vendor: the credential is tried with the vendor, sealed, and collection begins.',
  success: 201,
  permission: 'credentials:write',
  audit: 'credential.created',
  async handle(context) {
    const { env, tenant, place, body, caller, nowMs, trail } = context
    const vendor = await adapterOf(env, tenant, place, body.vendor_id)
    if (!vendor) return invalid('vendor_id', 'There is no such vendor, or it is switched off.')
    const kind = vendor.credentialKinds.find((each) => each.kind === body.kind)
    if (!kind) {
      const kinds = vendor.credentialKinds.map((each) => each.kind).join(', ')
      return invalid('kind', `${vendor.label} takes ${kinds}.`)
    }
    const serviceAccount = body.service_account ?? null
    if (serviceAccount === null && kind.serviceAccount === 'required')
      return invalid('service_account', 'It is needed.')
    if (serviceAccount !== null && kind.serviceAccount === undefined)
      return invalid('service_account', 'This kind of credential has none.')
    if (serviceAccount !== null && !isDocument(serviceAccount))
      return invalid('service_account', 'It is no JSON document.')
    if (body.secret === undefined && kind.serviceAccount !== 'required')
      return invalid('secret', 'It is needed.')
    const plain = body.secret ?? ''
    const settings = checkedSettings(env, vendor, kind, body.settings)
    if (!settings.ok) return { ok: false, failure: { kind: 'invalid', issues: settings.failure } }
    const room = await roomFor({ env, tenant, place, nowMs }, 'credentials')
    if (!room.ok) return room

    const opened = {
      kind: kind.kind,
      secret: secret(plain),
      serviceAccount: serviceAccount === null ? null : secret(serviceAccount),
      settings: settings.value,
      accountRef: null,
    }
    const path = body.secret === undefined ? 'service_account' : 'secret'
    const told = await accepted(context, vendor, opened, { path, keepUnchecked: body.keep_unchecked })
    if (!told.ok) return told
    const sealed = await sealedCredential(vaultOf(env, place), {
      id: newId(),
      orgId: tenant.orgId,
      vendorId: vendor.id,
      label: body.label,
      kind: kind.kind,
      settings: settings.value,
      createdBy: subjectOf(caller),
      secret: plain,
      serviceAccount,
      nowMs,
    })
    const row = { ...sealed, ...told.value.checked }
    const { credentialsMax } = plans[tenant.plan]
    const isIn = await addCredential(tenant, place.db, row, streamRows(vendor, row, nowMs), credentialsMax)
    if (!isIn) return fail(await noRoomFor({ env, tenant, place, nowMs }, 'credentials'))
    await queueDue(env, place, nowMs, row.id)
    trail.target = row.id
    trail.after = maskedCredential(row)
    return ok({ ...(await itemOf(context, row)), note: told.value.note })
  },
})

export const credentialChange = route('PATCH /keys/:id', {
  summary: 'Change the label, the settings, or whether a credential is used.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.updated',
  async handle(context) {
    const { tenant, place, body, trail } = context
    const named = await namedCredential(context)
    if (!named.ok) return named
    const settings = body.settings === undefined ? ok({}) : await newSettings(context, body.settings)
    if (!settings.ok) return settings
    const { label, status } = body
    const change = {
      ...(label === undefined ? {} : { label }),
      ...(status === undefined ? {} : { status }),
      ...settings.value,
    }
    if (Object.keys(change).length > 0) {
      if (!(await changeCredential(tenant, place.db, named.value, change))) return changedMeanwhile
      trail.before = maskedCredential(named.value)
      trail.after = maskedCredential({ ...named.value, ...change })
    }
    const current = await credentialById(tenant, place.db, named.value.id)
    return current === null ? changedMeanwhile : ok(await itemOf(context, current))
  },
})

export const credentialRemoval = route('DELETE /keys/:id', {
  summary: 'Remove a credential with its secrets and its streams. What was collected stays.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.removed',
  async handle(context) {
    const named = await namedCredential(context)
    if (!named.ok) return named
    context.trail.before = maskedCredential(named.value)
    const { tenant, place, nowMs } = context
    await removeCredential(tenant, place.db, named.value.id)
    await settleNoticesAbout(tenant, place.db, named.value.id, nowMs)
    return ok({ removed: true as const })
  },
})

async function itemOf({ env, tenant, place }: CallerContext, row: Credential) {
  const [item] = await credentialItems(env, tenant, place, [row])
  return item as NonNullable<typeof item>
}

/**
 * Other settings, tried with the vendor and the secret that is kept. Whoever may change settings may not read the
 * secret, so that what decides where it is sent stays as it is.
 */
async function newSettings(
  context: CallerContext,
  given: Readonly<Record<string, string>>,
): Promise<Result<Partial<Credential>, Failure>> {
  const { env } = context
  const known = await knownCredential(context)
  if (!known.ok) return known
  const { credential: row, vendor, kind } = known.value
  const settings = checkedSettings(env, vendor, kind, given)
  if (!settings.ok) return { ok: false, failure: { kind: 'invalid', issues: settings.failure } }
  for (const name of addressSettings(vendor)) {
    if (settings.value[name] === row.settings[name]) continue
    const message = 'It decides where the secret is sent. Add the credential again, with its secret.'
    return invalid(`settings.${name}`, message)
  }
  const opened = await openKnown(context, row)
  if (!opened.ok) return opened
  const told = await accepted(
    context,
    vendor,
    { ...opened.value, settings: settings.value, accountRef: row.accountRef },
    { path: 'settings', keepUnchecked: false },
  )
  return told.ok ? ok({ settings: settings.value, ...told.value.checked }) : told
}
