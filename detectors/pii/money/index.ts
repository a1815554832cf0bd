import type { Detector } from '../../detector.ts'
import { arCbu } from './ar-cbu.ts'
import { bic } from './bic.ts'
import { cardExpiry } from './card-expiry.ts'
import { cardSecurityCode } from './card-security-code.ts'
import { cardTrack } from './card-track.ts'
import { cryptoWallet } from './crypto-wallet.ts'
import { iban } from './iban.ts'
import { lei } from './lei.ts'
import { mxClabe } from './mx-clabe.ts'
import { ukSortCode } from './uk-sort-code.ts'
import { usBankAccount } from './us-bank-account.ts'
import { usRouting } from './us-routing.ts'

/** Numbers of accounts, banks and cards. */
export const moneyDetectors: readonly Detector[] = [
  arCbu,
  bic,
  cardExpiry,
  cardSecurityCode,
  cardTrack,
  cryptoWallet,
  iban,
  lei,
  mxClabe,
  ukSortCode,
  usBankAccount,
  usRouting,
]
