import type { CatalogueItem } from '../../analytics/contract/compliance.ts'
import { catalogueLevel, type MinimumLevel } from '../../analytics/contract/levels.ts'
import type { CatalogueEntry, DataType, PartialReason } from '../../detectors/index.ts'
import { humanize } from './format.ts'

export const dataTypeLabels = {
  pii: 'Personal data',
  phi: 'Health data',
  financial: 'Financial',
  secret: 'Secrets',
  security: 'Security',
} satisfies Record<DataType, string>

/** A kind of data for people; one that is not known here is made readable. */
export function dataTypeLabel(dataType: string): string {
  return dataType in dataTypeLabels ? dataTypeLabels[dataType as DataType] : humanize(dataType)
}

type Mechanism = CatalogueEntry['mechanism'] | 'custom'
type Words = { readonly label: string; readonly meaning: string }

const mechanisms = {
  private_key: { label: 'Private key', meaning: 'The lines that a private key begins and ends with.' },
  vendor_prefix: { label: 'Vendor’s prefix', meaning: 'A prefix that one vendor gives to its keys.' },
  literal: { label: 'Unmistakable form', meaning: 'A form that hardly anything else has.' },
  checksum: {
    label: 'Checksum or range',
    meaning: 'A checksum, or a range of numbers that were ever issued.',
  },
  keyword: { label: 'Keyword', meaning: 'A word beside the value that says what it is.' },
  phone: { label: 'Numbering plan', meaning: 'The numbering plans of phone networks.' },
  shape: { label: 'Shape', meaning: 'How it is written and where it stands.' },
  region: { label: 'Stretch of text', meaning: 'The look of a longer stretch of text.' },
  custom: { label: 'Own', meaning: 'Words or a pattern that your organization gave.' },
} satisfies Record<Mechanism, Words>

/** What a detector's findings rest on; one that is not known here is made readable. */
export function mechanismWords(mechanism: string): Words {
  if (mechanism in mechanisms) return mechanisms[mechanism as Mechanism]
  return { label: humanize(mechanism), meaning: '' }
}

type LevelWords = {
  readonly label: string
  /** What is a violation. */
  readonly counts: string
  /** What becomes of the text; it does not hold for findings of security, which are evidence and never redacted. */
  readonly text: string
}

/** What a finding must reach. */
export const levels = {
  low: {
    label: 'Low: any likeness',
    counts: 'Whatever has the shape counts as a violation. Expect false alarms.',
    text: 'All of it is redacted.',
  },
  medium: {
    label: 'Medium: named or proven',
    counts: 'What a keyword names or a check proves counts as a violation.',
    text: 'What has the shape and nothing else is redacted, and is no violation.',
  },
  high: {
    label: 'High: proven only',
    counts: 'Only what a check, a range or a vendor’s prefix proves counts as a violation.',
    text: 'Everything else stays readable in what is stored.',
  },
  off: {
    label: 'Off',
    counts: 'Nothing of the kind is looked for.',
    text: 'It is not redacted either, and stays readable in what is stored.',
  },
} satisfies Record<MinimumLevel, LevelWords>

type Levelled = Pick<CatalogueItem, 'data_type' | 'minimum_level' | 'is_set'>

/** Whether a level is the catalogue's word for a detector: it is not once the organization said the same itself. */
export const isCatalogueWord = (level: MinimumLevel, { minimum_level, is_set }: Levelled): boolean =>
  level === catalogueLevel && !(is_set && minimum_level === level)

/** What a level means for a detector. */
export function levelMeaning(level: MinimumLevel, row: Levelled): string {
  const { counts, text } = levels[level]
  if (row.data_type === 'security') return counts
  const isOwn = level === catalogueLevel && !isCatalogueWord(level, row)
  return `${counts} ${isOwn ? 'Your organization set it: everything else stays readable in what is stored.' : text}`
}

/** Why a part of a text was not looked at, as a sentence. */
export const partialWords = {
  too_long_head_and_tail_inspected:
    'The text is too long: its beginning and its end were inspected, its middle was not.',
  too_many_candidates: 'There was too much that looks like a finding: what came last was not inspected.',
  too_many_payloads: 'There was too much encoded text: some of it was not decoded.',
  payloads_too_deep: 'Something was encoded more than twice: the innermost was not decoded.',
} satisfies Record<PartialReason, string>
