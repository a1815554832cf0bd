import { publicDatabase } from './scope.ts'

/** Codes that tell that ClickHouse is away or overloaded. Source: ClickHouse ErrorCodes.cpp. */
const awayCodes = new Set([203, 209, 210, 279, 439, 516, 745, 999])
const busyCodes = new Set([202])

/** In words, where the server's own would speak of what is behind it. */
const inWords: Readonly<Record<number, string>> = {
  158: 'The query reads more rows than one may',
  159: 'The query took longer than one may',
  164: 'Settings cannot be changed here, and nothing can be written',
  241: 'The query needs more memory than one may have',
  307: 'The query reads more bytes than one may',
  396: 'The result is larger than one may be: add a LIMIT, or aggregate',
  497: 'This is not open to analysts',
}

const syntaxShape =
  /^Syntax error( \([^)]*\))?: failed at position \d+ \(.*?\)(?: \(line \d+, col \d+\))?: (.*)$/s
const positionShape = /failed at position (\d+)/

/**
 * A query that ClickHouse refused or broke off. Shape: `message` is for the caller and speaks of nothing but their own
 * text; `at` counts characters from 1 where the server says the place in bytes of the text it was given.
 */
export class ServerFault extends Error {
  readonly code: number
  readonly codeName: string
  readonly kind: 'query' | 'away' | 'busy'
  readonly atByte: number | null
  readonly word: string | null

  private constructor(code: number, codeName: string, message: string, kind: ServerFault['kind'], raw = '') {
    super(message)
    this.name = 'ServerFault'
    this.code = code
    this.codeName = codeName
    this.kind = kind
    const position = positionShape.exec(raw)?.[1]
    this.atByte = position === undefined ? null : Number(position)
    this.word =
      code === 47 || code === 46 ? (/[`']([^`']+)[`']/.exec(raw)?.[1]?.split('.').at(-1) ?? null) : null
  }

  static away(why: string): ServerFault {
    return new ServerFault(210, 'NETWORK_ERROR', why, 'away')
  }

  /** From what the server said, which calls the database by its own name. */
  static of(said: string, codeHeader: string | null, database: string): ServerFault {
    const match =
      /Code: (\d+)\. (?:DB::)?Exception: (.*?)(?:\. | )?\(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*$/s.exec(
        said,
      )
    const code = Number(match?.[1] ?? codeHeader ?? 0)
    if (code === 0) return ServerFault.away('something in between answered')
    const codeName = match?.[3] ?? 'UNKNOWN_EXCEPTION'
    const raw = match?.[2] ?? ''
    const kind = awayCodes.has(code) ? 'away' : busyCodes.has(code) ? 'busy' : 'query'
    return new ServerFault(code, codeName, inWords[code] ?? plain(raw, database), kind, raw)
  }
}

/** What was said, up to where it begins to quote the query as it was run. */
function plain(raw: string, database: string): string {
  const cut = raw.search(
    /[:.,]?\s+(?:in scope\b|while (?:processing|executing|reading|converting)|\(in query)|\. Stack trace/i,
  )
  const kept = (cut < 0 ? raw : raw.slice(0, cut))
    .replace(/\s*Expected one of:.*$/s, '')
    .replace(/[\s:,.]+$/, '')
  const syntax = syntaxShape.exec(kept)
  if (syntax !== null)
    return `Syntax error${syntax[1] ?? ''}: ${(syntax[2] ?? '').slice(0, 200)} is not understood here`
  const isTelling = /org_id|system\.|\bSELECT\b.*\bFROM\b|\/var\/|\.xml|INTO OUTFILE/i.test(kept)
  return isTelling || kept === ''
    ? 'The query cannot be run as it stands'
    : kept.replaceAll(database, publicDatabase).slice(0, 600)
}
