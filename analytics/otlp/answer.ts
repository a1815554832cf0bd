import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

export type OtlpEncoding = 'json' | 'protobuf'
export type OtlpSignal = 'traces' | 'logs'

export const contentTypeOf: Readonly<Record<OtlpEncoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
}

const rejectedName: Readonly<Record<OtlpSignal, string>> = {
  traces: 'rejectedSpans',
  logs: 'rejectedLogRecords',
}

/**
 * The answer to a request that was taken: empty when all of it was, and otherwise how many records were not and why.
 * Senders do not send it again. Source: OTLP 1.7, partial success.
 */
export function exportAnswer(
  encoding: OtlpEncoding,
  signal: OtlpSignal,
  rejected: number,
  message: string,
): Uint8Array<ArrayBuffer> | string {
  const isWhole = rejected === 0 && message === ''
  if (encoding === 'json') {
    const partialSuccess = { [rejectedName[signal]]: String(rejected), errorMessage: message }
    return JSON.stringify(isWhole ? {} : { partialSuccess })
  }
  const writer = new BinaryWriter()
  if (isWhole) return writer.finish()
  writer.tag(1, WireType.LengthDelimited).fork()
  writer.tag(1, WireType.Varint).int64(rejected)
  writer.tag(2, WireType.LengthDelimited).string(message)
  return writer.join().finish()
}

/** A refusal, as google.rpc.Status. `code` is one of gRPC's. */
export function statusAnswer(
  encoding: OtlpEncoding,
  code: number,
  message: string,
): Uint8Array<ArrayBuffer> | string {
  if (encoding === 'json') return JSON.stringify({ code, message })
  const writer = new BinaryWriter()
  writer.tag(1, WireType.Varint).int32(code)
  return writer.tag(2, WireType.LengthDelimited).string(message).finish()
}
