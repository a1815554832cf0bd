/**
 * Why a text, or a part of what was sent, was not inspected or not wholly. A closed list: whoever shows coverage knows
 * every reason there is.
 */
const uninspectedReasons = {
  no_text: 'No text was sent',
  image: 'Images are not read',
  audio: 'Audio is not read',
  video: 'Video is not read',
  binary: 'The file is not text',
  too_large: 'The file is too large to be read',
  budget: 'The files of one event are too large together',
  external_url: 'The content stands behind an address, which is not fetched',
  vendor_file: 'The content stands in a file at the vendor',
  encrypted: 'The vendor encrypted it',
  bad_encoding: 'It could not be decoded',
  truncated: 'The sender cut it',
  too_long_head_and_tail_inspected: 'Too long, only its beginning and end were inspected',
  too_many_candidates: 'Too much in it looks like personal data',
  too_many_payloads: 'Too much in it is encoded',
  payloads_too_deep: 'It is encoded several times over',
} as const
export type UninspectedReason = keyof typeof uninspectedReasons

/** A reason in words. What older versions wrote stands for itself. */
export const uninspectedLabel = (reason: string): string =>
  Object.hasOwn(uninspectedReasons, reason) ? uninspectedReasons[reason as UninspectedReason] : reason
