import { fromBase58Check, toBase58Check } from '../engine/base58.ts'
import { vendorSecret } from './vendor-secret.ts'

const SAMPLE = toBase58Check(
  Uint8Array.from([0x04, 0x88, 0xad, 0xe4, ...Array.from({ length: 74 }, (_, i) => (i * 91) & 255)]),
)

/** Extended private keys of wallets, from which every other key follows (BIP 32). */
export const extendedKey = vendorSecret({
  code: 'secret_extended_key',
  label: 'Extended Private Key',
  hints: ['xprv', 'yprv', 'zprv', 'tprv'],
  shape: '[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107,108}',
  samples: [SAMPLE],
  cost: 10,
  holds: (value) => fromBase58Check(value)?.length === 78,
  ignore: [[`key ${SAMPLE.slice(0, -2)}11`, 'the checksum fails']],
})
