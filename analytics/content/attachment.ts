import { fromBase64 } from '../../detectors/index.ts'
import type { UninspectedReason } from '../contract/inspection.ts'

/** Units: characters as they stand in the request. */
const encodedCharsMax = 2_000_000

/** What became of an attachment: its text, or why it has none. */
export type Opened = { text: string } | { skipped: UninspectedReason }

/** A `data:` address: media type with its parameters, then the data. Source: RFC 2397. */
const dataUrl = /^data:([^,]{0,200}),/i
const textTypes =
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|jsonl|ndjson|x-ndjson|xml|yaml|x-yaml|toml|csv|sql|javascript|x-javascript|typescript|graphql|x-www-form-urlencoded|x-sh|rtf)$|image\/svg\+xml$|message\/rfc822$)/

/** Opens a `data:` address; null for any other text. */
export function openDataUrl(url: string): Opened | null {
  const head = dataUrl.exec(url)
  if (head === null) return null
  const [type = '', ...parameters] = (head[1] ?? '').toLowerCase().split(';')
  const isBase64 = parameters.some((parameter) => parameter.trim() === 'base64')
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))?.split('=')[1] ?? ''
  const data = url.slice(head[0].length)
  return open(type.trim(), charset.trim(), data, isBase64 ? 'base64' : 'percent')
}

/** Opens base64 of a named media type. */
export const openBase64 = (mediaType: string, data: string): Opened => {
  const [type = '', ...parameters] = mediaType.toLowerCase().split(';')
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))?.split('=')[1] ?? ''
  return open(type.trim(), charset.trim(), data, 'base64')
}

/** Why something of a media type has no text; null when it has. Without a type it is plain text, as in `data:,`. */
export function mediaFault(type: string): UninspectedReason | null {
  if (type === '' || textTypes.test(type)) return null
  if (type.startsWith('image')) return 'image'
  if (type.startsWith('audio')) return 'audio'
  if (type.startsWith('video')) return 'video'
  return 'binary'
}

function open(type: string, charset: string, data: string, encoding: 'base64' | 'percent'): Opened {
  const fault = mediaFault(type)
  if (fault !== null) return { skipped: fault }
  if (data.length > encodedCharsMax) return { skipped: 'too_large' }
  const bytes = encoding === 'base64' ? fromBase64(withoutEscapes(data)) : fromPercent(data)
  const text = bytes === null ? null : decoded(bytes, charset)
  return text === null ? { skipped: 'bad_encoding' } : { text }
}

/** Base64 in an address may be broken into lines and its signs escaped. */
const withoutEscapes = (data: string): string =>
  data
    .replaceAll(/%(?:2b|2f|3d|0a|0d|20)/gi, (sign) => String.fromCharCode(Number.parseInt(sign.slice(1), 16)))
    .replaceAll(/\s+/g, '')

/** The bytes behind percent escapes, one character each; what is no ASCII stands for its UTF-8. */
function fromPercent(data: string): string | null {
  try {
    const escaped = data.replaceAll(/\P{ASCII}+/gu, (text) => encodeURIComponent(text))
    return escaped.replaceAll(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  } catch {
    return null
  }
}

/** Bytes as text: UTF-8 unless something else is said; null when they are not. */
function decoded(bytes: string, charset: string): string | null {
  if (/^(?:iso-8859-1|latin1|windows-1252)$/.test(charset)) return bytes
  if (bytes.startsWith('\xff\xfe') || charset === 'utf-16le') return fromUtf16(bytes, 0, 1)
  if (bytes.startsWith('\xfe\xff') || /^utf-16(?:be)?$/.test(charset)) return fromUtf16(bytes, 1, 0)
  if (!/[\x80-\xff]/.test(bytes)) return bytes
  try {
    return decodeURIComponent(bytes.replaceAll(/[%\x80-\xff]/g, escapeOf)).replace(/^\ufeff/, '')
  } catch {
    return null
  }
}

const escapeOf = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`

function fromUtf16(bytes: string, low: 0 | 1, high: 0 | 1): string | null {
  if (bytes.length % 2 === 1) return null
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    text += String.fromCharCode(bytes.charCodeAt(at + low) | (bytes.charCodeAt(at + high) << 8))
  }
  return text.replace(/^\ufeff/, '').toWellFormed()
}
