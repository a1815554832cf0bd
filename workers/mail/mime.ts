import { base64, utf8 } from '../vault/encoding.ts'
import { isAddress, type Mail, oneLine } from './message.ts'

const subjectCharsMax = 120
/** Of an encoded word with its frame at most 75. Source: RFC 2047 §2. */
const wordBytesMax = 42
const lineCharsMax = 76

export type Envelope = { from: string; fromName: string; domain: string }

/**
 * A message as it stands on the wire, or null when an address is not one. The body is base64, so that no line of it is
 * longer than 76 characters or begins with a dot. Source: RFC 5322, RFC 2045.
 */
export function mime(mail: Mail, envelope: Envelope, id: string, nowMs: number): string | null {
  if (!isAddress(mail.to) || !isAddress(envelope.from)) return null
  const headers = [
    `From: ${headerText(oneLine(envelope.fromName, subjectCharsMax))} <${envelope.from}>`,
    `To: ${mail.to}`,
    `Subject: ${headerText(oneLine(mail.subject, subjectCharsMax))}`,
    `Date: ${new Date(nowMs).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${envelope.domain}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const body = base64(utf8(mail.text.replaceAll(/\r?\n/g, '\r\n')))
  const lines = body.match(new RegExp(`.{1,${lineCharsMax}}`, 'g')) ?? []
  return `${headers.join('\r\n')}\r\n\r\n${lines.join('\r\n')}\r\n`
}

/** Plain words as they are, everything else as encoded words. */
function headerText(text: string): string {
  if (/^[A-Za-z0-9 ,.!?'()-]*$/.test(text) && !text.includes('=?')) return text
  const words: string[] = []
  let word = ''
  for (const char of text) {
    if (utf8(word + char).length > wordBytesMax) {
      words.push(word)
      word = ''
    }
    word += char
  }
  return [...words, word].map((part) => `=?utf-8?B?${base64(utf8(part))}?=`).join('\r\n ')
}
