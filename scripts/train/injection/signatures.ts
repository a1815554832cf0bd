import { fold } from '../../../detectors/engine/fold.ts'
import { seek, sumOf } from '../../../detectors/prompt-injection/score.ts'
import { signatures } from '../../../detectors/prompt-injection/signatures.ts'

/** The evidence of the signatures alone, for text that a user wrote. */
export function weightOfSignatures(text: string): number {
  const folded = fold(text)
  return sumOf([...signatures.flatMap((one) => seek(folded.text, one, 'user')), ...folded.hidden])
}
