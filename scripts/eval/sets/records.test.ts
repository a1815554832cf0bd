import { isIP } from 'node:net'
import { expect, it } from 'vitest'
import { measure } from '../measure.ts'
import { makers } from '../own/records.ts'
import { textsWith } from './records.ts'

const texts = makers.filter(({ code }) => code === 'pii_ip').flatMap(textsWith)
const labelled = texts.filter(({ labels }) => labels.length > 0)

it('the IP addresses of the records are addresses, of both versions', () => {
  const versions = labelled.flatMap(({ text, labels }) =>
    labels.map(({ start, end }) => isIP(text.slice(start, end))),
  )
  expect(new Set(versions)).toEqual(new Set([4, 6]))
})

it('a tool that takes every dotted number for an address pays for it in precision', async () => {
  const greedy = {
    name: 'greedy',
    find: async (text: string) =>
      [...text.matchAll(/\d+(?:\.\d+){3}/g)].map((match) => ({
        type: 'pii_ip',
        start: match.index,
        end: match.index + match[0].length,
      })),
  }
  const [all] = await measure('records', texts, [greedy])
  expect(all?.truePositive).toBeGreaterThan(20)
  expect(all?.falsePositive).toBeGreaterThan(20)
})
