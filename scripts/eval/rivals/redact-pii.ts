import { SyncRedactor } from 'redact-pii'
import { spansOf, type Tool } from '../tool.ts'

const TYPES: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'pii_email',
  CREDIT_CARD_NUMBER: 'pii_credit_card',
  US_SOCIAL_SECURITY_NUMBER: 'pii_ssn',
  PHONE_NUMBER: 'pii_phone',
  IP_ADDRESS: 'pii_ip',
  PERSON_NAME: 'pii_person',
  STREET_ADDRESS: 'pii_address',
  ZIPCODE: 'pii_address',
}
const PLACEHOLDER = new RegExp(
  `\\b(?:${[...Object.keys(TYPES), 'USERNAME', 'PASSWORD', 'CREDENTIALS', 'DIGITS', 'URL'].join('|')})\\b`,
  'g',
)
const redactor = new SyncRedactor()

/** The package `redact-pii` with its defaults. */
export const redactPii: Tool = Object.freeze({
  name: 'redact-pii',
  find: async (text: string) =>
    spansOf(text, redactor.redact(text), PLACEHOLDER, (placeholder) => TYPES[placeholder] ?? placeholder),
})
