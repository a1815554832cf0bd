import type { z } from 'zod'
import type { EncryptionAudit } from '../../analytics/contract/encryption.ts'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

export type KeyRing = z.infer<Endpoints['GET /encryption/keys']['response']>

const movingMs = 2_000
const restingMs = 30_000

/** The keys and their rotations, renewed while they are looked at; sooner while a rotation runs. */
export function keyRingModel(): Resource<KeyRing> {
  const ring = resource((signal) => api('GET /encryption/keys', { signal }))
  const isRotating = () => ring.data.peek()?.rotations.some(({ status }) => status === 'running') ?? false
  const renewing = renewal(ring.load, () => (isRotating() ? movingMs : restingMs))
  return {
    ...ring,
    // What was just begun is watched at once.
    load: renewing.renewNow,
    dispose() {
      renewing.dispose()
      ring.dispose()
    },
  }
}

/** The proof that everything opens. It is made only when asked for: each one is an entry in the audit log. */
export function proofModel(): Resource<EncryptionAudit> {
  return resource((signal) => api('GET /encryption/audit', { signal }))
}

/** What a proof comes to, in one sentence. */
export function proofVerdict({ stores, unreadable, complete }: EncryptionAudit): {
  isGood: boolean
  text: string
} {
  const opened = stores.reduce((sum, store) => sum + store.opened, 0)
  const failed = stores.reduce((sum, store) => sum + store.unreadable, 0)
  if (failed > 0 || unreadable.length > 0) {
    const many = Math.max(failed, unreadable.length)
    return { isGood: false, text: `${many} ${many === 1 ? 'record does' : 'records do'} not open.` }
  }
  if (!complete) return { isGood: false, text: 'Not everything could be looked at. Check again later.' }
  return {
    isGood: true,
    text: opened === 0 ? 'Nothing is sealed yet.' : 'Everything that was opened can be read.',
  }
}
