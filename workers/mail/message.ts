/** A plain-text message to one person. */
export type Mail = { to: string; subject: string; text: string }

/** Why a message did not go out. Holds nothing of the message and no credential. */
export type MailFailure =
  | { tag: 'not_configured' }
  | { tag: 'bad_message' }
  | { tag: 'insecure' }
  | { tag: 'unreachable' }
  | { tag: 'timeout' }
  /** Units: `code` as the server's protocol has it. */
  | { tag: 'refused'; code: number }

const addressShape = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}$/

/** Whether a text is one plain address, with nothing that could end a header line or a command. */
export const isAddress = (text: string): boolean => addressShape.test(text)

/** A text as one line of at most that many characters: no control character, no line or paragraph end. */
export function oneLine(text: string, charsMax: number): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return [...line].slice(0, charsMax).join('')
}
