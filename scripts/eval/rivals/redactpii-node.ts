import { Redactor } from '@redactpii/node'
import { spansOf, type Tool } from '../tool.ts'

const TYPES: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'pii_email',
  CREDIT_CARD_NUMBER: 'pii_credit_card',
  US_SOCIAL_SECURITY_NUMBER: 'pii_ssn',
  PHONE_NUMBER: 'pii_phone',
  PERSON_NAME: 'pii_person',
}
const PLACEHOLDER = new RegExp(`(?:${Object.keys(TYPES).join('|')})`, 'g')
const redactor = new Redactor()

/** The package `@redactpii/node` with its defaults. */
export const redactPiiNode: Tool = Object.freeze({
  name: '@redactpii/node',
  find: async (text: string) =>
    spansOf(text, redactor.redact(text), PLACEHOLDER, (placeholder) => TYPES[placeholder] ?? placeholder),
})
