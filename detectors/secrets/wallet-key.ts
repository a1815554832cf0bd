import { fromBase58Check, toBase58Check } from '../engine/base58.ts'
import { vendorSecret } from './vendor-secret.ts'

const sampleOf = (version: number, isCompressed: boolean): string =>
  toBase58Check(
    Uint8Array.from([
      version,
      ...Array.from({ length: 32 }, (_, i) => (i * 73 + version) & 255),
      ...(isCompressed ? [1] : []),
    ]),
  )

/** Private keys of Bitcoin wallets in the import format, with their checksum. */
export const walletKey = vendorSecret({
  code: 'secret_wallet_key',
  label: 'Wallet Private Key',
  hints: ['kw', 'kx', 'ky', 'kz', 'k0', 'l0', '5h', '5j', '5k'],
  shape: '[KL5][1-9A-HJ-NP-Za-km-z]{50,51}',
  samples: [sampleOf(128, true), sampleOf(128, false)],
  cost: 10,
  holds: (value) => fromBase58Check(value)?.[0] === 128,
  ignore: [[`key ${sampleOf(128, true).slice(0, -1)}1`, 'the checksum fails']],
})
