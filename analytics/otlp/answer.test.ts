import { BinaryReader } from '@bufbuild/protobuf/wire'
import { describe, expect, it } from 'vitest'
import { contentTypeOf, exportAnswer, statusAnswer } from './answer.ts'

/** The fields of a message that hold numbers or bytes, by their numbers. */
function fieldsOf(bytes: Uint8Array): Map<number, bigint | Uint8Array> {
  const reader = new BinaryReader(bytes)
  const fields = new Map<number, bigint | Uint8Array>()
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag()
    fields.set(field, type === 0 ? BigInt(reader.int64()) : reader.bytes())
  }
  return fields
}
const binary = (answer: Uint8Array | string): Uint8Array => {
  if (typeof answer === 'string') throw new Error('not in protobuf')
  return answer
}
const textOf = (bytes: unknown) => new TextDecoder().decode(bytes as Uint8Array)

describe('the answer to what was taken', () => {
  it('is empty when all of it was', () => {
    expect([exportAnswer('json', 'traces', 0, ''), exportAnswer('json', 'logs', 0, '')]).toEqual(['{}', '{}'])
    expect(exportAnswer('protobuf', 'traces', 0, '')).toEqual(new Uint8Array())
  })

  it.each([
    ['traces', 'rejectedSpans'],
    ['logs', 'rejectedLogRecords'],
  ] as const)('in JSON names what of %s was not, as text, since it is of 64 bits', (signal, name) => {
    expect(JSON.parse(String(exportAnswer('json', signal, 3, 'no ids')))).toEqual({
      partialSuccess: { [name]: '3', errorMessage: 'no ids' },
    })
  })

  it.each([
    [3, 'no ids'],
    [10_000, 'no ids'],
    [0, 'taken, but look here'],
  ])('in protobuf says the same: %d and %j', (rejected, message) => {
    const whole = fieldsOf(binary(exportAnswer('protobuf', 'traces', rejected, message)))
    expect([...whole.keys()]).toEqual([1])
    const partial = fieldsOf(whole.get(1) as Uint8Array)
    expect([partial.get(1), textOf(partial.get(2))]).toEqual([BigInt(rejected), message])
    expect([...partial.keys()]).toEqual([1, 2])
  })

  it('is no empty one when there is something to say of what was taken, nor when there is nothing to say', () => {
    expect(exportAnswer('json', 'traces', 0, 'look here')).toContain('"rejectedSpans":"0"')
    expect(exportAnswer('json', 'traces', 1, '')).toContain('"rejectedSpans":"1"')
  })
})

describe('a refusal', () => {
  it('is a status of gRPC in either encoding', () => {
    expect(JSON.parse(String(statusAnswer('json', 7, 'not allowed')))).toEqual({
      code: 7,
      message: 'not allowed',
    })
    const status = fieldsOf(binary(statusAnswer('protobuf', 7, 'not allowed')))
    expect([...status.keys()]).toEqual([1, 2])
    expect([status.get(1), textOf(status.get(2))]).toEqual([7n, 'not allowed'])
  })

  it('is sent in the type of its encoding', () => {
    expect(contentTypeOf).toEqual({ json: 'application/json', protobuf: 'application/x-protobuf' })
  })
})
