import { OpenRedaction } from 'openredaction'
import type { Marked, Tool } from '../tool.ts'

const TYPES: readonly (readonly [name: RegExp, type: string])[] = [
  [/EMAIL/, 'pii_email'],
  [/CREDIT_CARD/, 'pii_credit_card'],
  [/IBAN/, 'pii_iban'],
  [/^SSN|SOCIAL_SECURITY/, 'pii_ssn'],
  [/PHONE|FAX/, 'pii_phone'],
  [/^IP(?:V|_|$)/, 'pii_ip'],
  [/NAME/, 'pii_person'],
  [/ADDRESS|POSTCODE|ZIP/, 'pii_address'],
  [/MRN|MEDICAL_RECORD|PATIENT/, 'phi_mrn'],
  [/BIRTH|DOB/, 'phi_dob'],
  [/NPI/, 'phi_npi'],
  [/DEA/, 'phi_dea'],
  [/DRIV/, 'pii_driving_licence'],
  [/MAC_ADDRESS/, 'pii_mac'],
  [/BANK_ACCOUNT|ACCOUNT_NUMBER/, 'pii_bank_account'],
]

/** The package `openredaction` with its defaults. */
export const openRedaction: Tool = Object.freeze({
  name: 'openredaction',
  find: async (text: string): Promise<readonly Marked[]> => {
    const { detections } = await detector().detect(text)
    return detections.map(({ type, position: [start, end] }) => ({ type: kindOf(type), start, end }))
  },
})

let made: OpenRedaction | undefined
function detector(): OpenRedaction {
  made ??= new OpenRedaction()
  return made
}

function kindOf(name: string): string {
  return TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? name
}
