import { drizzle } from 'drizzle-orm/d1'
import type { Role } from '../../analytics/contract/permissions.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { seedUser } from '../../scripts/embedded/seed.ts'
import { api } from './asking.ts'
import type { Answer, Browser, TestStack } from './stack.ts'

/** Somebody who is signed in. */
export type Person = Browser & { id: string; email: string }

/** Members of an organization, one per name, each with a role and a browser. Their addresses are `<name>@<host>`. */
export async function people<Name extends string>(
  stack: TestStack,
  roles: Record<Name, Role>,
  { orgId, host = 'people.test' }: { orgId?: string; host?: string } = {},
): Promise<Record<Name, Person>> {
  const db = drizzle(stack.d1, { schema })
  const [first] = await db.select().from(schema.organizations)
  const found: [string, Person][] = []
  for (const [name, role] of Object.entries<Role>(roles)) {
    const email = `${name.toLowerCase()}@${host}`
    await seedUser(db, {
      orgId: orgId ?? first?.id ?? '',
      email,
      name,
      role,
      password: stack.password,
      nowMs: Date.now(),
    })
    const browser = await stack.signIn(email)
    const { body } = await browser.call('GET', '/auth/me')
    found.push([name, { ...browser, email, id: (body.user as { id: string }).id }])
  }
  return Object.fromEntries(found) as Record<Name, Person>
}

export const setRole = (by: Person, of: Person, role: string): Promise<Answer> =>
  by.call('PATCH', api(`/orgs/me/users/${of.id}`), { role })

export async function roleOf(of: Person): Promise<unknown> {
  const { body } = await of.call('GET', '/auth/me')
  return (body.user as { role: string }).role
}
