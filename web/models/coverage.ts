import { effect, untracked } from '@preact/signals'
import type { Coverage } from '../../analytics/contract/analytics.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { type Resource, resource } from './resource.ts'

export const coverageDays = ['7', '30', '90'] as const
export type CoverageDays = (typeof coverageDays)[number]

/** The span that the address names. Units: days. */
export function coverageDaysOf(address: URLSearchParams): CoverageDays {
  return coverageDays.find((days) => days === address.get('days')) ?? '30'
}

/** How far texts were inspected in the days that the address names. */
export function coverageModel(): Resource<Coverage> {
  const coverage = resource((signal) =>
    api('GET /compliance/coverage', { query: { days: Number(coverageDaysOf(query.value)) }, signal }),
  )
  let shown: string | null = null
  const stop = effect(() => {
    const days = coverageDaysOf(query.value)
    if (days === shown) return
    shown = days
    untracked(() => void coverage.load())
  })
  return {
    ...coverage,
    dispose() {
      stop()
      coverage.dispose()
    },
  }
}

export type CoverageFigures = {
  /** Events that held something to look through. */
  held: number
  full: number
  partial: number
  /** Held something and was not looked through. */
  none: number
  /** Held no text at all. */
  textless: number
}

type Counts = Pick<Coverage, 'full' | 'partial' | 'none' | 'textless'>

/** What was there to be inspected, told apart from what holds counts alone. Corrections may make counts negative. */
export function coverageFigures(counts: Counts): CoverageFigures {
  const [full, partial, textless] = [counts.full, counts.partial, counts.textless].map((n) =>
    Math.max(0, n),
  ) as [number, number, number]
  const none = Math.max(0, counts.none - counts.textless)
  return { held: full + partial + none, full, partial, none, textless }
}
