import type { Detector } from '../detector.ts'
import { creditCard } from './credit-card.ts'
import { email } from './email.ts'
import { ip } from './ip.ts'
import { phone } from './phone.ts'
import { ssn } from './ssn.ts'

/** Personal and financial data, in the order of the catalogue. */
export const piiDetectors: readonly Detector[] = [email, ssn, creditCard, phone, ip]
