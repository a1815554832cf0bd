const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const OLD = 1
const NEW = 0x2bc830a3

/** Tells whether a segregated-witness address passes its checksum. Source: BIP 173 and BIP 350. */
export function isBech32(value: string): boolean {
  const lower = value.toLowerCase()
  if (value !== lower && value !== value.toUpperCase()) return false
  const split = lower.lastIndexOf('1')
  const prefix = lower.slice(0, split)
  const data = [...lower.slice(split + 1)].map((character) => ALPHABET.indexOf(character))
  if (split < 1 || data.length < 7 || data.includes(-1)) return false
  const letters = [...prefix].map((character) => character.charCodeAt(0))
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31), ...data]
  return polymod(expanded) === (data[0] === 0 ? OLD : NEW)
}

function polymod(values: readonly number[]): number {
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) check ^= GENERATOR[i] as number
  }
  return check
}
