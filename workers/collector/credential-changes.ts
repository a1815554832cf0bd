import { fail, ok, type Result } from '../../analytics/result.ts'
import { type Credential, credentialById } from '../../analytics/store/d1/collection.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext } from '../http/route.ts'
import { VaultError } from '../vault/vault-error.ts'
import { adapterOf } from './adapter.ts'
import type { OpenCredential } from './context.ts'
import { openCredential } from './credential.ts'
import { tryCredential } from './credential-trial.ts'
import type { CredentialKind, Vendor } from './vendor.ts'

/** A credential that is known, with what its vendor declares of it. */
export type Known = { credential: Credential; vendor: Vendor; kind: CredentialKind }

const noCredential = fail<Failure>({ kind: 'not_found', message: 'There is no such credential.' })

/** Somebody else changed the credential while the vendor was asked. */
export const changedMeanwhile = fail<Failure>({
  kind: 'conflict',
  message: 'The credential was changed or removed in the meantime. Read it again.',
})

export const invalid = (path: string, message: string): Result<never, Failure> =>
  fail({ kind: 'invalid', issues: [{ path, message }] })

/** The credential that the path names. Errors: 404. */
export async function namedCredential({
  tenant,
  place,
  params,
}: CallerContext): Promise<Result<Credential, Failure>> {
  const credential = await credentialById(tenant, place.db, params.id ?? '')
  return credential === null ? noCredential : ok(credential)
}

/** The same with its vendor, which has to be asked. Errors: 404; 409 when the vendor is switched off or gone. */
export async function knownCredential(context: CallerContext): Promise<Result<Known, Failure>> {
  const credential = await namedCredential(context)
  if (!credential.ok) return credential
  const { env, tenant, place } = context
  const vendor = await adapterOf(env, tenant, place, credential.value.vendorId)
  const kind = vendor?.credentialKinds.find((each) => each.kind === credential.value.kind)
  if (vendor && kind) return ok({ credential: credential.value, vendor, kind })
  return fail({ kind: 'conflict', message: 'The vendor is switched off, so it cannot be asked.' })
}

/** What the vault keeps for a credential, open. Errors: 409 when it does not open; only giving it again helps then. */
export async function openKnown(
  { env, place }: CallerContext,
  credential: Credential,
): Promise<Result<OpenCredential, Failure>> {
  try {
    return ok(await openCredential(env, place, credential))
  } catch (error) {
    if (!(error instanceof VaultError) || error.code === 'key_service_unavailable') throw error
    const message = `What the vault keeps for this credential does not open: ${error.message}. Remove it and add it again.`
    return fail({ kind: 'conflict', message })
  }
}

const retryAfterS = 60

/** What is written down of an answer: null of an account that is not known yet. */
type Checked = Pick<Credential, 'accountRef' | 'checkedAtMs' | 'lastError'>

/** The same, and a sentence of what the vendor told besides, which is shown once. */
type Told = { checked: Checked; note: string | null }

/**
 * Asks the vendor about a credential that is to be kept. Errors: 422 at `path` in the vendor's words when it refuses,
 * 503 when it cannot be asked unless `keepUnchecked`, 409 when the account is another one: its id stands in every
 * natural key, so that what was collected would be counted twice.
 */
export async function accepted(
  { env, nowMs }: CallerContext,
  vendor: Vendor,
  opened: Omit<OpenCredential, 'accountRef'> & { accountRef: string | null },
  { path, keepUnchecked }: { path: string; keepUnchecked: boolean },
): Promise<Result<Told, Failure>> {
  const trial = await tryCredential(env, vendor, { ...opened, accountRef: opened.accountRef ?? '' })
  if (trial.accepted === false) return invalid(path, trial.message)
  if (trial.accepted === null) {
    const { message } = trial
    const unchecked = { accountRef: opened.accountRef, checkedAtMs: null, lastError: message }
    if (keepUnchecked) return ok({ checked: unchecked, note: null })
    return fail({ kind: 'unavailable', message: `${message} Nothing was kept.`, retryAfterS })
  }
  if (isOtherAccount(opened.accountRef, trial.accountRef)) {
    return fail({
      kind: 'conflict',
      message: 'It belongs to another account of the vendor. Add it as a credential of its own.',
    })
  }
  const accountRef = opened.accountRef ?? trial.accountRef
  return ok({ checked: { accountRef, checkedAtMs: nowMs, lastError: null }, note: trial.note })
}

/** Whether two accounts that the vendor named are not the same; '' is one that it did not name. */
export function isOtherAccount(known: string | null, told: string): boolean {
  return Boolean(known) && told !== '' && known !== told
}

/** Whether a text is a service-account document: one JSON object. */
export function isDocument(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
