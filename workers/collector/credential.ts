import type { Credential } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env } from '../environment.ts'
import { vaultOf } from '../vault/index.ts'
import { secret } from '../vault/secret.ts'
import type { OpenCredential } from './context.ts'
import { credentialField } from './credential-row.ts'

/** Opens a credential for one run. Errors: VaultError. */
export async function openCredential(
  env: Env,
  place: Place,
  credential: Credential,
): Promise<OpenCredential> {
  const vault = vaultOf(env, place)
  const { kind, secretEnvelope, serviceAccountEnvelope, settings, accountRef } = credential
  return {
    kind,
    secret: secret(await vault.openText(credentialField(credential, 'secret_envelope'), secretEnvelope)),
    serviceAccount:
      serviceAccountEnvelope === null
        ? null
        : secret(
            await vault.openText(
              credentialField(credential, 'service_account_envelope'),
              serviceAccountEnvelope,
            ),
          ),
    settings,
    accountRef: accountRef ?? '',
  }
}
