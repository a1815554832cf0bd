import { afterAll, beforeAll } from 'vitest'
import type { Role } from '../../analytics/contract/permissions.ts'
import { type Person, people } from './people.ts'
import { type TestStack, testStack } from './stack.ts'

export type Company<Name extends string> = {
  readonly stack: TestStack
  /** Filled when the first test begins. */
  readonly who: Readonly<Record<Name, Person>>
}

/**
 * An instance of its own for the calling file, with these people in the demo organization. With `oneOwner` nobody but
 * they are owners, so that the rules of the last one can be seen.
 */
export function company<Name extends string>(
  roles: Record<Name, Role>,
  { oneOwner = false }: { oneOwner?: boolean } = {},
): Company<Name> {
  let stack: TestStack
  const who = {} as Record<Name, Person>

  beforeAll(async () => {
    stack = await testStack()
    Object.assign(who, await people(stack, roles))
    if (oneOwner) {
      await stack.d1
        .prepare(
          `UPDATE memberships SET role = 'admin' WHERE user_id IN (SELECT id FROM users WHERE email = 'owner@demo.test')`,
        )
        .run()
    }
  })
  afterAll(() => stack.end())
  return {
    get stack() {
      return stack
    },
    who,
  }
}
