import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../analytics/result.ts'
import { budget, runLimits } from './budget.ts'
import { emptyPage } from './page.ts'
import { readWindow } from './read-window.ts'
import type { Run } from './run.ts'
import type { VendorContext } from './vendor.ts'

const window = {
  part: 'present',
  fromMs: 0,
  toMs: 10,
  page: null,
  pass: 'p',
  topMs: 10,
  isWhole: true,
} as const
const nothing = async () => ok(null)

/** A run that has read some pages, of a vendor that is asked in vain: it counts the calls. */
function runOf({ pages, paceMs = 0, spent = false }: { pages: number; paceMs?: number; spent?: boolean }) {
  let asked = 0
  const used = budget(() => 0)
  for (let page = 0; spent && page < runLimits.pagesMax; page++) used.paged()
  const run = {
    vendor: { id: 'v' },
    stream: {
      pull: async () => {
        asked += 1
        return ok(emptyPage())
      },
    },
    tally: { pulled: 0, skipped: 0, pages },
    budget: used,
    paceMs,
  } as unknown as Run
  return { run, asked: () => asked }
}

describe('a run', () => {
  it('hands over when it used what one run may use', async () => {
    const { run, asked } = runOf({ pages: 3, spent: true })
    expect(await readWindow(run, {} as VendorContext, window, nothing)).toEqual(
      fail({ kind: 'paused', dueInMs: 0 }),
    )
    expect(asked()).toBe(0)
  })

  it('does not sit out the pause of a vendor that wants a long one, but reads its first page', async () => {
    const later = runOf({ pages: 1, paceMs: 15_000 })
    expect(await readWindow(later.run, {} as VendorContext, window, nothing)).toEqual(
      fail({ kind: 'paused', dueInMs: 15_000 }),
    )
    expect(later.asked()).toBe(0)
    const first = runOf({ pages: 0, paceMs: 15_000 })
    expect(await readWindow(first.run, {} as VendorContext, window, nothing)).toEqual(ok(window))
    expect(first.asked()).toBe(1)
    const short = runOf({ pages: 1, paceMs: 5_000 })
    expect((await readWindow(short.run, {} as VendorContext, window, nothing)).ok).toBe(true)
  })

  it('ends with what stands in the way of storing a page', async () => {
    const { run } = runOf({ pages: 0 })
    const full = fail({ kind: 'log_full', retryAfterS: 5 } as const)
    expect(await readWindow(run, {} as VendorContext, window, async () => full)).toEqual(full)
    expect(run.tally.pages).toBe(0)
  })
})
