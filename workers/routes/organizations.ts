import { fail, ok } from '../../analytics/result.ts'
import {
  deleteOrganization,
  organizationOf,
  renameOrganization,
  type StoredOrganization,
} from '../../analytics/store/d1/organizations.ts'
import { route } from '../http/route.ts'
import { forbidden, missing, personOf } from '../identity/giving.ts'

const itemOf = ({ id, name, region, plan, createdAtMs }: StoredOrganization) => ({
  id,
  name,
  region,
  plan,
  created_at: new Date(createdAtMs).toISOString(),
})

export const organization = route('GET /orgs/me', {
  summary: 'The organization that one is signed in to.',
  signedIn: true,
  async handle({ tenant, place }) {
    const found = await organizationOf(tenant, place.db)
    return found ? ok(itemOf(found)) : missing('organization')
  },
})

export const rename = route('PATCH /orgs/me', {
  summary: 'Rename the organization.',
  permission: 'org:write',
  audit: 'organization.renamed',
  async handle({ tenant, place, body, trail }) {
    const found = await organizationOf(tenant, place.db)
    if (!found) return missing('organization')
    trail.target = tenant.orgId
    trail.before = { name: found.name }
    trail.after = { name: body.name }
    await renameOrganization(tenant, place.db, body.name)
    return ok(itemOf({ ...found, name: body.name }))
  },
})

export const remove = route('POST /orgs/me/delete', {
  summary:
    'Delete the organization, by its owner: sessions, keys, credentials, people, roles and workspaces go now, sealed data can never be opened again, redacted events expire with the plan, the audit log stays.',
  permission: 'org:delete',
  audit: 'organization.deleted',
  async handle({ tenant, place, caller, body, trail, nowMs }) {
    const person = personOf(caller)
    if (!person.ok) return person
    if (person.value.role !== 'owner') return forbidden('Only an owner may delete the organization.')
    trail.target = tenant.orgId
    if (body.confirm !== person.value.organization.name) {
      const message = 'Repeat the name of the organization exactly.'
      return fail({ kind: 'invalid', issues: [{ path: 'confirm', message }] })
    }
    await deleteOrganization(tenant, place.db, nowMs)
    return ok({ deleted: true as const })
  },
})
