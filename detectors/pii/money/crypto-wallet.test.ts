import { expect, it } from 'vitest'
import { scanner } from '../../scanner.ts'
import { cryptoWallet } from './crypto-wallet.ts'

const ADDRESS = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'
const scan = scanner([cryptoWallet])
const spans = (text: string) => scan(text).findings.map(({ start, end }) => [start, end])

it('an address is found wherever it stands, and each of several', () => {
  for (let before = 0; before < 40; before++) {
    const head = 'bitcoin'.padEnd(7 + before)
    const at = head.length + 1
    expect(spans(`${head} ${ADDRESS}`)).toEqual([[at, at + ADDRESS.length]])
    expect(spans(`${head}.${ADDRESS} ${ADDRESS}`)).toEqual([
      [at, at + ADDRESS.length],
      [at + ADDRESS.length + 1, at + 2 * ADDRESS.length + 1],
    ])
  }
})

it('an address that goes on is none, and hides none after it', () => {
  expect(spans(`bitcoin ${ADDRESS}1`)).toEqual([])
  expect(spans(`bitcoin _${ADDRESS}`)).toEqual([])
  expect(spans(`bitcoin ${ADDRESS}.5 ${ADDRESS}`)).toEqual([[45, 45 + ADDRESS.length]])
})
