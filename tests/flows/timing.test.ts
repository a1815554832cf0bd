import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStack, testStack } from '../support/stack.ts'
import { visitor } from '../support/visitor.ts'

const samples = 40
/** A hash that is left out halves the time or doubles it; the noise of a busy machine stays within this. */
const ratioMax = 1.25

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The median times of two ways to ask, sampled by turns, as a ratio. */
async function ratio(known: (at: number) => Promise<unknown>, unknown: (at: number) => Promise<unknown>) {
  const times = { known: [] as number[], unknown: [] as number[] }
  const sample = async (name: 'known' | 'unknown', ask: () => Promise<unknown>): Promise<void> => {
    await stack.d1.prepare('DELETE FROM sign_in_failures').run()
    const startedAtMs = performance.now()
    await ask()
    times[name].push(performance.now() - startedAtMs)
  }
  for (let at = -3; at < samples; at += 1) {
    if (at === 0) for (const list of Object.values(times)) list.length = 0
    const turns = [() => sample('known', () => known(at)), () => sample('unknown', () => unknown(at))]
    for (const turn of at % 2 === 0 ? turns : turns.reverse()) await turn()
  }
  return median(times.known) / median(times.unknown)
}

describe('the time of an answer', () => {
  it('does not tell whether an address has an account, when the password is wrong', async () => {
    const ask = (email: string) => visitor(stack).signIn(email, 'a wrong guess at it')
    const found = await ratio(
      () => ask('owner@demo.test'),
      (at) => ask(`nobody${at}@demo.test`),
    )
    expect(found).toBeLessThan(ratioMax)
    expect(found).toBeGreaterThan(1 / ratioMax)
  })

  it('does not tell it to who registers, nor to who asks for a reset', async () => {
    const register = (email: string) => visitor(stack).register(email, 'violin harbour 7 moss')
    const registered = await ratio(
      () => register('viewer@demo.test'),
      (at) => register(`new${at}@demo.test`),
    )
    expect(registered).toBeLessThan(ratioMax)
    expect(registered).toBeGreaterThan(1 / ratioMax)
    const reset = (email: string) => visitor(stack).call('POST', '/auth/password/reset', { email })
    const asked = await ratio(
      () => reset('analyst@demo.test'),
      (at) => reset(`nobody${at}@demo.test`),
    )
    expect(asked).toBeLessThan(2)
    expect(asked).toBeGreaterThan(0.5)
  })
})
