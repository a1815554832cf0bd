import { fold } from '../../../detectors/engine/fold.ts'
import { decodePayloads } from '../../../detectors/engine/payloads.ts'
import { type Evidence, seek, sumOf } from '../../../detectors/prompt-injection/score.ts'
import { signatures } from '../../../detectors/prompt-injection/signatures.ts'

const DECODED = 0.5

/** The evidence of the signatures alone, for text that a user wrote, in plain sight or encoded once. */
export function weightOfSignatures(text: string): number {
  const { said, plain } = seen(text)
  const decoded = decodePayloads(plain).payloads.flatMap((payload) => seen(payload.text).said)
  if (decoded.length > 0)
    said.push(...decoded, { start: 0, end: 0, family: 'disguise', weight: DECODED, disguise: true })
  return sumOf(said)
}

/** A signature is looked for where one of its hints stands, as a scan does it. */
function seen(text: string): { readonly said: Evidence[]; readonly plain: string } {
  const folded = fold(text)
  const lower = folded.text.toLowerCase().replaceAll(/\d/g, '0')
  const hinted = signatures.filter(({ hints }) => hints.some((hint) => lower.includes(hint)))
  return {
    said: [...hinted.flatMap((one) => seek(folded.text, one, 'user')), ...folded.hidden],
    plain: folded.text,
  }
}
