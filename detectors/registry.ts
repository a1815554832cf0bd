import type { Detector } from './detector.ts'
import { dob } from './phi/dob.ts'
import { mrn } from './phi/mrn.ts'
import { creditCard } from './pii/credit-card.ts'
import { email } from './pii/email.ts'
import { ip } from './pii/ip.ts'
import { phone } from './pii/phone.ts'
import { ssn } from './pii/ssn.ts'
import { promptInjection } from './security/prompt-injection.ts'

/** Every detector, in the order of the catalogue. */
export const registry: readonly Detector[] = Object.freeze([
  email,
  ssn,
  creditCard,
  phone,
  ip,
  mrn,
  dob,
  promptInjection,
])
