import type { Organization, User } from '../../analytics/store/d1/identity.ts'
import { newId } from '../new-id.ts'

type Known = Pick<User, 'email' | 'name' | 'passwordHash' | 'createdAtMs'> & Partial<User>

/** A person with nothing proved and no second factor, but for what is given. */
export const newUser = (known: Known): User => ({
  id: newId(),
  ownsAddress: true,
  passwordExpiresAtMs: null,
  emailVerifiedAtMs: null,
  totpEnvelope: null,
  totpConfirmedAtMs: null,
  totpStep: null,
  ...known,
})

/** An organization in which nothing has changed yet. */
export const newOrganization = (
  known: Pick<Organization, 'name' | 'region' | 'plan' | 'createdAtMs'>,
): Organization => ({ id: newId(), grantsVersion: 1, policiesVersion: 1, deletedAtMs: null, ...known })
