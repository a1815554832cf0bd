import { describe, expect, test } from 'vitest'
import { ApiError } from '../lib/api.ts'
import { formModel, missing } from './form.ts'

function form(send: (values: { name: string; note: string }) => Promise<void>) {
  return formModel({
    initial: { name: '', note: '' },
    check: ({ name }) => ({ name: missing(name, 'Enter a name.') }),
    send,
  })
}
const refused = (issues: { path: string; message: string }[]) => async () => {
  throw new ApiError(422, 'invalid', 'The whole is wrong.', null, issues)
}

describe('a form', () => {
  test('is not sent while a field is wrong, and is once it is right', async () => {
    const sent: unknown[] = []
    const model = form(async (values) => void sent.push(values))
    await model.submit()
    expect([sent, model.field('name').error, model.field('note').error]).toEqual([[], 'Enter a name.', null])
    model.field('name').onInput('Ann')
    await model.submit()
    expect([sent, model.field('name').error]).toEqual([[{ name: 'Ann', note: '' }], null])
  })

  test('puts what the server says about a field beside it', async () => {
    const model = form(refused([{ path: 'note', message: 'Too short.' }]))
    model.set({ name: 'Ann' })
    await model.submit()
    expect([model.field('note').error, model.refusal.value]).toEqual(['Too short.', null])
  })

  test('says on top what belongs to no field, and forgets it with the next try', async () => {
    const model = form(refused([{ path: 'other', message: 'Unknown.' }]))
    model.set({ name: 'Ann' })
    await model.submit()
    expect(model.refusal.value).toBe('The whole is wrong.')
    model.set({ name: ' ' })
    await model.submit()
    expect([model.refusal.value, model.field('name').error]).toEqual([null, 'Enter a name.'])
  })

  test('is sent once, however often it is submitted meanwhile', async () => {
    let calls = 0
    const model = form(async () => {
      calls += 1
      await Promise.resolve()
    })
    model.set({ name: 'Ann' })
    await Promise.all([model.submit(), model.submit()])
    expect([calls, model.busy.value]).toEqual([1, false])
  })
})
