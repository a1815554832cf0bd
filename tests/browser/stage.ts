import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import type { StackOptions } from '../../scripts/embedded/stack.ts'
import { type TestStack, testStack } from '../support/stack.ts'
import { type Person, type Profile, person } from './person.ts'

export const demoPassword = 'a demo password'

/** What the stories of one file are played on. */
export type Stage = {
  readonly stack: TestStack
  /** Somebody who has not signed in. They leave when the story ends. */
  someone(options?: Profile): Promise<Person>
  /** Somebody of the demo organization, with the navigation on show. */
  signedIn(email?: string, options?: Profile): Promise<Person>
}

/**
 * Sets an instance and a browser up for the stories of the calling file and takes both down behind them. A story whose
 * browser complained fails.
 */
export function stage(options: Partial<StackOptions> = {}): Stage {
  let stack: TestStack
  let browser: Browser
  let present: Person[] = []

  beforeAll(async () => {
    stack = await testStack({ demoPassword, ...options })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await stack.end()
  })
  afterEach(async () => {
    const left = present
    present = []
    for (const one of left) await one.leave()
    expect(left.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  async function someone(profile: Profile = {}): Promise<Person> {
    const one = await person(browser, stack.url, profile)
    present.push(one)
    return one
  }
  return {
    get stack() {
      return stack
    },
    someone,
    async signedIn(email = 'owner@demo.test', profile = {}) {
      const one = await someone(profile)
      await one.signIn(email, demoPassword)
      await one.page.getByRole('navigation', { name: 'Main' }).waitFor()
      return one
    },
  }
}
