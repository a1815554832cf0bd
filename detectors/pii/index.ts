import type { Detector } from '../detector.ts'
import { address } from './address.ts'
import { creditCard } from './credit-card.ts'
import { deviceDetectors } from './device/index.ts'
import { drivingLicence } from './driving-licence.ts'
import { email } from './email.ts'
import { euVat } from './eu-vat.ts'
import { ip } from './ip.ts'
import { moneyDetectors } from './money/index.ts'
import { nationalDetectors } from './national/index.ts'
import { passport } from './passport.ts'
import { person } from './person.ts'
import { phone } from './phone.ts'
import { ssn } from './ssn.ts'

/** Personal and financial data, in the order of the catalogue. */
export const piiDetectors: readonly Detector[] = [
  email,
  ssn,
  creditCard,
  phone,
  ip,
  person,
  address,
  passport,
  drivingLicence,
  euVat,
  ...moneyDetectors,
  ...deviceDetectors,
  ...nationalDetectors,
]
