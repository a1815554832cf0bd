import type { EvidenceView, RescanItem } from '../../analytics/contract/evidence.ts'
import { api } from '../lib/api.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const movingMs = 2_000
const restingMs = 60_000

/** Whether originals are kept, and how many are. */
export const evidenceModel = (): Resource<EvidenceView> =>
  resource((signal) => api('GET /evidence', { signal }))

/** Rescans, newest first, renewed while they are looked at; sooner while one is under way. */
export function rescansModel(): PagedList<RescanItem> {
  const list = pagedList<RescanItem>((cursor, signal) =>
    api('GET /compliance/backfills', { query: { limit: 20, ...(cursor ? { cursor } : {}) }, signal }),
  )
  const isMoving = () => list.rows.peek()?.some(isUnderWay) ?? false
  const renewing = renewal(
    () => list.load({ keepRows: true }),
    () => (isMoving() ? movingMs : restingMs),
  )
  return {
    ...list,
    // What was just begun is watched at once.
    load: renewing.renewNow,
    dispose() {
      renewing.dispose()
      list.dispose()
    },
  }
}

export const isUnderWay = ({ status }: Pick<RescanItem, 'status'>): boolean =>
  status === 'queued' || status === 'running'

/** Of how many events what was scanned, in words: the originals, or what redaction had left. */
export function scannedWords({ from_evidence, from_excerpts, without_text }: RescanItem): string {
  const counted = [
    [from_evidence, 'as they came'],
    [from_excerpts, 'as redacted excerpts'],
    [without_text, 'without text'],
  ] as const
  const said = counted.flatMap(([events, how]) =>
    events > 0 ? [`${events.toLocaleString('en')} ${how}`] : [],
  )
  return said.length === 0 ? 'Nothing yet' : said.join(', ')
}

const namedMax = 2

/** Which detectors made the difference: in how many events one finds something now (+), or no longer does (−). */
export function differenceWords(
  { detectors }: Pick<RescanItem, 'detectors'>,
  label: (code: string) => string,
): string {
  const named = detectors.slice(0, namedMax).map(({ code, found, gone }) => {
    const signs = [
      found > 0 ? `+${found.toLocaleString('en')}` : '',
      gone > 0 ? `−${gone.toLocaleString('en')}` : '',
    ]
    return `${label(code)} ${signs.filter((sign) => sign !== '').join(' ')}`
  })
  const others = detectors.length - named.length
  return others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ')
}

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people say it, in thousands. */
export function sizeText(bytes: number): string {
  const power = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value.toLocaleString('en', { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 })} ${sizes[power]}`
}

const dataTypes: Readonly<Record<string, string>> = {
  secret: 'Secrets',
  phi: 'Health data',
  financial: 'Financial data',
  pii: 'Personal data',
  custom: 'What own detectors find',
  general: 'Nothing sensitive',
}

/** What an original is sealed as, in words. */
export const dataTypeLabel = (dataType: string): string => dataTypes[dataType] ?? dataType
