/**
 * What became of an insert whose answer was lost: nothing of it is in, the rows of one month, the table without its rollup,
 * or all of it.
 */
export type Lost = 'before' | 'between' | 'torn' | 'after'

type Row = { id: string; batch_id: string; created_at: string; revision?: number; sign?: number }

const lost = () => new Response('gone', { status: 502 })
const refusal = () => new Response('Code: 27. DB::Exception: cannot parse', { status: 400 })
const jsonLines = (rows: readonly object[]) =>
  new Response(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
const quotedIn = (text: string) => [...text.matchAll(/'([^']*)'/g)].map(([, name]) => name ?? '')

/**
 * A ClickHouse at the wire, for its failures: it keeps rows and tokens by table and month, refuses every row that holds the word
 * `poison`, and loses its answer when it is told to.
 */
export class TestStore {
  readonly #tables = new Map<string, Row[]>()
  #tokens = new Set<string>()
  #blocks = 0
  /** What came so far, which of it is lost, and how. */
  requests = 0
  losesAt: number | null = null
  how: Lost = 'before'
  /** What was asked: of which table. */
  questions: string[] = []

  /** So much came from others meanwhile that no token is known any more. */
  forgetTokens(): void {
    this.#tokens = new Set()
    this.#blocks += 20_000
  }

  rowsOf(table: string): Row[] {
    return this.#tables.get(table) ?? []
  }

  async answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    const text = await request.text()
    this.requests += 1
    const isLost = this.requests === this.losesAt
    const into = /^INSERT INTO (\w+)/.exec(searchParams.get('query') ?? '')?.[1]
    if (into !== undefined) {
      const rows = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Row)
      return this.#insert(into, rows, searchParams.get('insert_deduplication_token') ?? '', isLost)
    }
    if (isLost && this.how === 'before') return lost()
    if (text.startsWith('SELECT')) this.questions.push(/FROM (?:system\.)?(\w+)/.exec(text)?.[1] ?? '')
    if (text.includes('schema_migrations')) return jsonLines([{ at: 0 }])
    if (text.includes('system.parts'))
      return jsonLines([{ table: 'events', engine: 'MergeTree', blocks: this.#blocks }])
    if (text.startsWith('DELETE')) this.#delete(text, Number(searchParams.get('param_revision')))
    return isLost ? lost() : jsonLines(text.startsWith('DELETE') ? [] : this.#found(text))
  }

  #insert(table: string, rows: readonly Row[], token: string, isLost: boolean): Response {
    if (isLost && this.how === 'before') return lost()
    if (rows.some((row) => JSON.stringify(row).includes('poison'))) return refusal()
    const months = [...Map.groupBy(rows, ({ created_at }) => created_at.slice(0, 7))]
    for (const [month, part] of isLost && this.how === 'between' ? months.slice(0, 1) : months) {
      this.#blocks += 1
      this.#add(table, part, `${token} ${month}`)
      if (!isLost || this.how !== 'torn') this.#add(`${table}_rollup`, part, `${token} ${month}`)
    }
    return isLost ? lost() : new Response('')
  }

  #add(table: string, rows: readonly Row[], token: string): void {
    if (this.#tokens.has(`${table} ${token}`)) return
    this.#tokens.add(`${table} ${token}`)
    this.#tables.set(table, [...this.rowsOf(table), ...rows])
    if (table === 'event_changes')
      this.#tables.set('events', [...this.rowsOf('events'), ...rows.filter(({ sign = 1 }) => sign > 0)])
  }

  #found(query: string): object[] {
    const table = /FROM (\w+)/.exec(query)?.[1] ?? ''
    const names = new Set(quotedIn(query))
    if (!query.includes('max(revision)')) return this.rowsOf(table).filter((row) => names.has(row.batch_id))
    const byId = Map.groupBy(this.rowsOf(table), ({ id }) => id)
    return [...byId].flatMap(([id, rows]) =>
      names.has(id) ? [{ id, revision: Math.max(...rows.map(({ revision = 0 }) => revision)) }] : [],
    )
  }

  #delete(query: string, revision: number): void {
    const names = new Set(quotedIn(query))
    const isOlder = (row: Row) => names.has(row.id) && (row.revision ?? 0) < revision
    this.#tables.set(
      'events',
      this.rowsOf('events').filter((row) => !isOlder(row)),
    )
  }
}
