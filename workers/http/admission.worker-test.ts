import { expect, it } from 'vitest'
import { resources } from '../../analytics/contract/permissions.ts'
import { routes } from '../routes/index.ts'

/** Paths that name something which no grant can name, and why. */
const unnamed: Readonly<Record<string, string>> = {
  '/audit/proof/:seq': 'an entry of a ledger that is read as a whole or not at all',
  '/compliance/allowances/:id': 'what is not reported holds in the whole organization',
  '/compliance/backfills/:id': 'a rescan reads the whole organization',
  '/compliance/scan/:id': 'correcting events is a matter of the whole organization',
  '/compliance/detectors/:code': 'what is looked for holds in the whole organization',
  '/compliance/custom-detectors/:id': 'what is looked for holds in the whole organization',
  '/dashboard/models/:model': 'figures are of the whole organization',
  '/models/profiles/:model': 'what is normal for a model holds in the whole organization',
  '/models/profiles/:model/learn': 'what is normal for a model holds in the whole organization',
  '/orgs/me/invitations/:id': 'nobody is a member yet',
  '/orgs/me/invitations/:id/resend': 'nobody is a member yet',
  '/vendors/:id': 'a vendor of one’s own holds no secret, and goes only when its credentials are gone',
}

it('every route of one thing asks for its place itself or names the resource, so that a denial on it holds', () => {
  const open = routes.filter(
    ({ name, permission, scoped, resource }) =>
      name.includes('/:') && permission !== null && !scoped && resource === null,
  )
  const paths = open.map(({ name }) => name.slice(name.indexOf(' ') + 1))
  expect(paths.filter((path) => unnamed[path] === undefined)).toEqual([])
})

it('a route names only resources whose grants its permission fits', () => {
  const misfits = routes.filter(
    ({ permission, resource }) =>
      resource !== null && !(resources[resource] as readonly string[]).includes(permission ?? ''),
  )
  expect(misfits.map(({ name }) => name)).toEqual([])
})
