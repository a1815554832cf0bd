/** What a process that reads texts is asked: to take texts, or to read them so many times, or for so long. */
export type ReadOrder =
  | { do: 'take'; texts: readonly string[] }
  | { do: 'read'; as: string; passes: number }
  | { do: 'warm'; as: string; ms: number }

/** Units: `ms` milliseconds that the reading took. */
export type ReadAnswer = { ms: number }

type Read = (text: string) => unknown

/** Who reads, by the package whose process it is: expressions that others compile would slow it down. */
const packages: Readonly<Record<string, () => Promise<Readonly<Record<string, Read>>>>> = {
  detectors: async () => {
    const { scan } = await import('../../detectors/index.ts')
    return { rules: (text) => scan(text, { learned: false }), all: (text) => scan(text) }
  },
  'redact-pii': async () => {
    const redactor = new (await import('redact-pii')).SyncRedactor()
    return { all: (text) => redactor.redact(text) }
  },
  openredaction: async () => {
    const redaction = new (await import('openredaction')).OpenRedaction()
    return { all: (text) => redaction.detect(text) }
  },
}

const name = process.argv[2] ?? ''
const readers = await packages[name]?.()
let texts: readonly string[] = []

async function obey(order: ReadOrder): Promise<void> {
  if (order.do === 'take') {
    texts = order.texts
    return
  }
  const read = readers?.[order.as]
  if (!read) throw new Error(`${name} does not read as ${order.as}`)
  const startedAtMs = performance.now()
  const isOver = (pass: number) =>
    order.do === 'read' ? pass >= order.passes : performance.now() - startedAtMs >= order.ms
  for (let pass = 0; !isOver(pass); pass++) for (const text of texts) await read(text)
}

process.on('message', async (order: ReadOrder) => {
  const startedAtMs = performance.now()
  await obey(order)
  process.send?.({ ms: performance.now() - startedAtMs } satisfies ReadAnswer)
})
process.on('disconnect', () => process.exit(0))
