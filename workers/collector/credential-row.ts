import type { Credential, Stream as StreamRow } from '../../analytics/store/d1/collection.ts'
import { utf8 } from '../vault/encoding.ts'
import type { Vault } from '../vault/vault.ts'
import { streamsFor, type Vendor } from './vendor.ts'

/** The field that one of a credential's secrets is sealed for. */
export const credentialField = (
  credential: Pick<Credential, 'id' | 'orgId'>,
  column: 'secret_envelope' | 'service_account_envelope',
) => ({ orgId: credential.orgId, table: 'credentials', column, rowId: credential.id })

/** A credential as a person gives it. */
export type NewCredential = Pick<
  Credential,
  'id' | 'orgId' | 'vendorId' | 'label' | 'kind' | 'settings' | 'createdBy'
> & { secret: string; serviceAccount: string | null; nowMs: number }

/** The row of a new credential, its secrets sealed for it. */
export async function sealedCredential(vault: Vault, given: NewCredential): Promise<Credential> {
  const { secret: plain, serviceAccount, nowMs, ...named } = given
  return {
    ...named,
    hint: hintOf(plain),
    secretEnvelope: await vault.seal(credentialField(given, 'secret_envelope'), plain),
    fingerprint: await fingerprintOf(plain === '' ? (serviceAccount ?? '') : plain),
    serviceAccountEnvelope:
      serviceAccount === null
        ? null
        : await vault.seal(credentialField(given, 'service_account_envelope'), serviceAccount),
    serviceAccountHint: serviceAccount === null ? null : accountNamedIn(serviceAccount),
    accountRef: null,
    status: 'active',
    createdAtMs: nowMs,
    rotatedAtMs: null,
    checkedAtMs: null,
    lastError: null,
    lastUsedAtMs: null,
  }
}

/** A credential's streams as they begin: all due at once. */
export function streamRows(vendor: Vendor, { id, orgId, kind }: Credential, nowMs: number): StreamRow[] {
  return streamsFor(vendor, kind).map(({ name, intervalS }) => ({
    credentialId: id,
    stream: name,
    orgId,
    intervalS,
    nextDueAtMs: nowMs,
    highWaterAtMs: null,
    historyFromMs: null,
    historyReadToMs: null,
    checkpoint: null,
    leaseId: null,
    leaseUntilMs: 0,
    status: 'active',
    lastError: null,
  }))
}

const hintCharsMin = 12
const fingerprintBytes = 8

/**
 * What people may see of a secret: its last four characters, and none of a short one; of a service-account document
 * the account that it names.
 */
export function hintOf(plain: string): string {
  if (plain.trimStart().startsWith('{')) return accountNamedIn(plain) || '…'
  return plain.length < hintCharsMin ? '…' : `…${plain.slice(-4)}`
}

/** Tells whether two secrets are the same without telling either. */
export async function fingerprintOf(plain: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(plain)))
  return [...digest.subarray(0, fingerprintBytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The account that a service-account document names, '' when it names none. */
export function accountNamedIn(document: string): string {
  try {
    const { client_email } = JSON.parse(document) as { client_email?: unknown }
    return typeof client_email === 'string' ? client_email.slice(0, 254) : ''
  } catch {
    return ''
  }
}
