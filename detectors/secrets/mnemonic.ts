import { sha256 } from '../engine/sha256.ts'
import { numberOfWord } from './mnemonic-words.ts'

/** How many words a phrase may have, the longest first. */
export const phraseLengths: readonly number[] = [24, 21, 18, 15, 12]

/** Tells whether words are a phrase: each is in the list, and the last bits are the checksum of the others. */
export function isMnemonic(words: readonly string[]): boolean {
  if (!phraseLengths.includes(words.length) || new Set(words).size < words.length / 2) return false
  const checkBits = words.length / 3
  const bytes = new Uint8Array((words.length * 4) / 3)
  let held = 0
  let bits = 0
  let at = 0
  for (const word of words) {
    const number = numberOfWord.get(word)
    if (number === undefined) return false
    held = (held << 11) | number
    bits += 11
    for (; bits >= 8 && at < bytes.length; bits -= 8) bytes[at++] = held >> (bits - 8)
    held &= (1 << bits) - 1
  }
  return held === (sha256(bytes)[0] as number) >> (8 - checkBits)
}
