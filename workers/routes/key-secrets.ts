import { fail, ok, type Result } from '../../analytics/result.ts'
import { type Credential, credentialById, makeDue } from '../../analytics/store/d1/collection.ts'
import { type CredentialChange, changeCredential } from '../../analytics/store/d1/credentials.ts'
import {
  accepted,
  changedMeanwhile,
  invalid,
  isDocument,
  isOtherAccount,
  knownCredential,
  namedCredential,
  openKnown,
} from '../collector/credential-changes.ts'
import { credentialItems, maskedCredential } from '../collector/credential-item.ts'
import { accountNamedIn, credentialField, fingerprintOf, hintOf } from '../collector/credential-row.ts'
import { tryCredential } from '../collector/credential-trial.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { vaultOf } from '../vault/index.ts'
import { secret } from '../vault/secret.ts'

export const credentialRotation = route('POST /keys/:id/rotate', {
  summary: 'Put a new secret of the same account in the place of a credential’s secret.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.rotated',
  async handle(context) {
    const { env, place, body, nowMs } = context
    const known = await knownCredential(context)
    if (!known.ok) return known
    const { credential, vendor } = known.value
    const open = await openKnown(context, credential)
    if (!open.ok) return open
    const opened = {
      ...open.value,
      secret: secret(body.secret),
      accountRef: credential.accountRef,
    }
    // Unasked, nobody knows whose it is; where the account is known, only the vendor can tell that it is the same.
    const keepUnchecked = body.keep_unchecked && !credential.accountRef
    const told = await accepted(context, vendor, opened, { path: 'secret', keepUnchecked })
    if (!told.ok) return told
    const at = credentialField(credential, 'secret_envelope')
    const item = await replaced(context, credential, {
      ...told.value.checked,
      secretEnvelope: await vaultOf(env, place).seal(at, body.secret),
      hint: hintOf(body.secret),
      fingerprint: await fingerprintOf(body.secret),
      rotatedAtMs: nowMs,
    })
    return item.ok ? ok({ ...item.value, note: told.value.note }) : item
  },
})

export const serviceAccountReplacement = route('POST /keys/:id/service-account', {
  summary: 'Give a credential a service-account document, or another one of the same account.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.service_account_set',
  async handle(context) {
    const { env, place, body, nowMs } = context
    const known = await knownCredential(context)
    if (!known.ok) return known
    const { credential, vendor, kind } = known.value
    const document = body.service_account
    if (kind.serviceAccount === undefined)
      return invalid('service_account', 'This kind of credential has none.')
    if (!isDocument(document)) return invalid('service_account', 'It is no JSON document.')
    const open = await openKnown(context, credential)
    if (!open.ok) return open
    const opened = {
      ...open.value,
      serviceAccount: secret(document),
      accountRef: credential.accountRef,
    }
    const told = await accepted(context, vendor, opened, { path: 'service_account', keepUnchecked: false })
    if (!told.ok) return told
    const at = credentialField(credential, 'service_account_envelope')
    return replaced(context, credential, {
      ...told.value.checked,
      serviceAccountEnvelope: await vaultOf(env, place).seal(at, document),
      serviceAccountHint: accountNamedIn(document),
      rotatedAtMs: nowMs,
    })
  },
})

export const serviceAccountRemoval = route('DELETE /keys/:id/service-account', {
  summary: 'Take the service-account document from a credential that can do without.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.service_account_removed',
  async handle(context) {
    const named = await namedCredential(context)
    if (!named.ok) return named
    const known = await knownCredential(context)
    if (known.ok && known.value.kind.serviceAccount === 'required') {
      return fail({ kind: 'conflict', message: 'This kind of credential needs its service account.' })
    }
    return replaced(context, named.value, { serviceAccountEnvelope: null, serviceAccountHint: null })
  },
})

export const credentialValidation = route('POST /keys/:id/validate', {
  summary: 'Ask the vendor whether it takes a credential.',
  permission: 'credentials:write',
  resource: 'credential',
  audit: 'credential.validated',
  async handle(context) {
    const { env, tenant, place, nowMs, trail } = context
    const known = await knownCredential(context)
    if (!known.ok) return known
    const { credential, vendor } = known.value
    const open = await openKnown(context, credential)
    if (!open.ok) return open
    const trial = await tryCredential(env, vendor, open.value)
    const isOther = trial.accepted === true && isOtherAccount(credential.accountRef, trial.accountRef)
    const accepted = isOther ? false : trial.accepted
    const message = isOther ? 'It belongs to another account of the vendor now.' : trial.message
    const accountRef = credential.accountRef ?? (trial.accepted ? trial.accountRef : null)
    await changeCredential(tenant, place.db, credential, {
      accountRef,
      checkedAtMs: nowMs,
      lastError: message,
      ...statusAfter(credential, accepted),
    })
    trail.after = { accepted, message }
    return ok({
      accepted,
      message,
      note: accepted && trial.accepted ? trial.note : null,
      account_ref: accountRef === '' ? null : accountRef,
      checked_at: new Date(nowMs).toISOString(),
    })
  },
})

/** One that somebody disabled stays so; one that could not be asked about stays as it was. */
function statusAfter({ status }: Credential, accepted: boolean | null): Partial<Pick<Credential, 'status'>> {
  return accepted === null || status === 'disabled' ? {} : { status: accepted ? 'active' : 'invalid' }
}

/** Writes other secrets down; what had been refused is collected with them from now on. */
async function replaced(
  context: CallerContext,
  credential: Credential,
  change: CredentialChange,
): Promise<Result<Awaited<ReturnType<typeof credentialItems>>[number], Failure>> {
  const { env, tenant, place, nowMs, trail } = context
  const status = credential.status === 'invalid' ? ('active' as const) : credential.status
  if (!(await changeCredential(tenant, place.db, credential, { ...change, status }))) return changedMeanwhile
  await makeDue(tenant, place.db, credential.id, nowMs)
  const current = await credentialById(tenant, place.db, credential.id)
  if (current === null) return changedMeanwhile
  trail.before = maskedCredential(credential)
  trail.after = maskedCredential(current)
  const [item] = await credentialItems(env, tenant, place, [current])
  return item === undefined ? changedMeanwhile : ok(item)
}
