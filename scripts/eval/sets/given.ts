import { readLines } from '../lines.ts'
import type { Labelled } from '../measure.ts'

/** The product's codes for the label names of the public sets. */
const CODES: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'pii_email',
  PHONE_NUMBER: 'pii_phone',
  CREDIT_CARD: 'pii_credit_card',
  IBAN_CODE: 'pii_iban',
  US_SSN: 'pii_ssn',
  SOCIAL_SECURITY_NUMBER: 'pii_ssn',
  IP_ADDRESS: 'pii_ip',
  MAC_ADDRESS: 'pii_mac',
  PERSON: 'pii_person',
  PERSON_NAME: 'pii_person',
  ADDRESS: 'pii_address',
  STREET_ADDRESS: 'pii_address',
  US_DRIVER_LICENSE: 'pii_driving_licence',
  MEDICAL_RECORD_NUMBER: 'phi_mrn',
  BANK_ACCOUNT_NUMBER: 'pii_us_bank_account',
}

/** Texts with labels, as the public sets have them. */
export function readLabelled(dataDir: string, file: string): Labelled[] {
  type Line = {
    text: string
    spans: readonly { start: number; end: number; type: string; valid?: boolean }[]
  }
  return readLines<Line>(dataDir, 'pii', file).map(({ text, spans }) => ({
    text,
    labels: spans.flatMap(({ type, start, end, valid }) => {
      const code = CODES[type]
      if (code === undefined) return []
      const tier = valid === undefined ? {} : { tier: valid ? 'valid' : 'invalid' }
      return [{ type: code, start, end, ...tier }]
    }),
  }))
}
