import { type UninspectedReason, uninspectedLabel } from '../../analytics/contract/inspection.ts'
import { humanize } from './format.ts'

/** What helps against each reason why a text could not be looked through. */
const advice: Readonly<Record<UninspectedReason, string>> = {
  no_text:
    'Usage reports of vendors hold counts, no texts. Push calls, or collect a vendor’s conversations, to have them inspected.',
  image:
    'Detectors read text. Send what a text recognition made of the image beside it, or keep images of documents out of prompts.',
  audio: 'Detectors read text. Send the transcript beside it.',
  video: 'Detectors read text. Send a transcript or a description beside it.',
  binary: 'Send the text of it as well, for instance what your own extraction hands to the model.',
  too_large: 'Send long documents in pieces of at most 100,000 characters.',
  budget: 'Checking stopped before the end. Send such texts in pieces.',
  external_url: 'Nothing is fetched from links. Send the content itself if it should be inspected.',
  vendor_file: 'Files that lie with a vendor are not fetched. Send their text beside the reference.',
  encrypted: 'Nothing can be seen in it. Inspect it before it is encrypted, if that is wanted.',
  bad_encoding: 'Check what encodes it: the text has to be UTF-8, and data URLs have to be valid Base64.',
  truncated: 'Have the sender pass on the whole text: SDKs often cut attributes at a set length.',
  too_long_head_and_tail_inspected:
    'Its beginning and its end were read, its middle was not. Send long documents in pieces of at most 100,000 characters.',
  too_many_candidates:
    'Checking stopped before the end. Texts like key dumps and logs do this; they are better sent in pieces.',
  too_many_payloads:
    'Not all of them were decoded. Look at one of the events: this many are rarely there by chance.',
  payloads_too_deep:
    'What is encoded within encoded text is followed only so far. Look at one of the events: somebody may be hiding something.',
}

/** Why something was not inspected, in words; a reason that is not known here is made readable. */
export function reasonLabel(reason: string): string {
  const label = uninspectedLabel(reason)
  return label === reason ? humanize(reason) : label
}

/** What helps against a reason. */
export function reasonAdvice(reason: string): string {
  return Object.hasOwn(advice, reason)
    ? advice[reason as UninspectedReason]
    : 'Open one of the events behind it to see what was sent.'
}

export const inspectedLabels = {
  full: 'Inspected in full',
  partial: 'Inspected in part',
  none: 'Not inspected',
} as const
