import { expect, test } from 'vitest'
import { progress, summary } from './progress.ts'

const tally = { sent: 300, ingested: 250, duplicates: 40, quarantined: 10, skipped: 2 }

function written(isTTY: boolean) {
  let text = ''
  let atMs = 0
  const shown = progress({ write: (more) => (text += more), isTTY, columns: 60 }, () => atMs)
  return { shown, at: (ms: number) => (atMs = ms), text: () => text }
}

test('draws a bar over itself on a terminal, and keeps other lines above it', () => {
  const { shown, at, text } = written(true)
  at(1000)
  shown.update(tally, 0.5)
  shown.say('line 3: empty')
  shown.end()
  const bar = '[############------------] 50 %  300 sent, 300 events/s'
  expect(text()).toBe(`\r\u001b[K${bar}\r\u001b[Kline 3: empty\n${bar}\r\u001b[K`)
})

test('writes a plain line every few seconds elsewhere', () => {
  const { shown, at, text } = written(false)
  shown.update(tally, 0.1)
  at(4_999)
  shown.update(tally, 0.4)
  at(5_000)
  shown.update(tally, 0.5)
  shown.end()
  expect(text()).toBe('50 %  300 sent, 60 events/s\n')
})

test('sums up where every event went', () => {
  expect(summary(tally, 2)).toBe(
    '300 sent, 150 events/s  250 ingested, 40 duplicates, 10 quarantined, 2 skipped, 2.0 s',
  )
})
