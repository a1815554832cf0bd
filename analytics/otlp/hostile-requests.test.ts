import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { describe, expect, it } from 'vitest'
import { logsFromBinary, spansFromBinary } from './from-binary.ts'
import { spansFromJson } from './from-json.ts'
import { OtlpFault } from './records.ts'

type Json = Record<string, unknown>

describe('hostile requests', () => {
  const nested = (depth: number): Json =>
    depth === 0 ? { stringValue: 'x' } : { arrayValue: { values: [nested(depth - 1)] } }
  const inJson = (value: Json) =>
    spansFromJson({
      resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'chat', attributes: [{ key: 'a', value }] }] }] }],
    })

  it('are refused when values are nested beyond a bound, in either encoding', () => {
    expect(inJson(nested(31))).toHaveLength(1)
    expect(() => inJson(nested(32))).toThrow(OtlpFault)
    expect(spansFromBinary(nestedBinary(31))).toHaveLength(1)
    expect(() => spansFromBinary(nestedBinary(32))).toThrow(OtlpFault)
    expect(() => spansFromBinary(nestedBinary(2_000))).toThrow(OtlpFault)
  })

  it.each([null, [], 'x', { resourceSpans: {} }, { resourceSpans: [{ scopeSpans: 3 }] }])(
    'are refused when they are %j',
    (body) => {
      expect(() => spansFromJson(body)).toThrow(OtlpFault)
    },
  )

  it('hold nothing when they are empty or of parts that nobody knows', () => {
    for (const body of [{}, { resourceSpans: [] }, { resourceSpans: [null, 7, {}] }, { other: 1 }]) {
      expect(spansFromJson(body)).toEqual([])
    }
    expect(spansFromBinary(new Uint8Array())).toEqual([])
    expect(logsFromBinary(new Uint8Array([0x78, 1]))).toEqual([])
  })

  it('are refused when the bytes are no message, whatever they are', () => {
    for (const bytes of [[255], [10, 5, 1], [10, 255, 255, 255, 255, 15], [11, 11, 11], [10, 2, 18, 9]]) {
      expect(() => spansFromBinary(new Uint8Array(bytes))).toThrow(OtlpFault)
    }
    let state = 7
    for (let round = 0; round < 3_000; round++) {
      const bytes = Uint8Array.from({ length: round % 64 }, () => {
        state = (state * 1103515245 + 12345) >>> 0
        return state >> 16
      })
      try {
        spansFromBinary(bytes)
        logsFromBinary(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(OtlpFault)
      }
    }
  })

  /** A span with one attribute that holds a list in a list in a list. */
  function nestedBinary(depth: number): Uint8Array {
    let value = message((writer) => writer.tag(1, WireType.LengthDelimited).string('x'))
    for (let level = 0; level < depth; level++) {
      const list = message((writer) => writer.tag(1, WireType.LengthDelimited).bytes(value))
      value = message((writer) => writer.tag(5, WireType.LengthDelimited).bytes(list))
    }
    let inner = message((writer) => writer.tag(2, WireType.LengthDelimited).bytes(value))
    for (const field of [9, 2, 2, 1]) {
      const bytes = inner
      inner = message((writer) => writer.tag(field, WireType.LengthDelimited).bytes(bytes))
    }
    return inner
  }
  function message(write: (writer: BinaryWriter) => unknown): Uint8Array {
    const writer = new BinaryWriter()
    write(writer)
    return writer.finish()
  }
})
