import { DurableObject } from 'cloudflare:workers'
import type { ObjectBindings } from './bindings.ts'

/** One sample of a metric. Units: as the metric's name says. */
export type Sample = { name: string; labels: Record<string, string>; value: number }

const gaugeAgeMsMax = 10 * 60_000

/** Gathers figures of a region across isolates: counters add up, gauges keep the last word. */
export class MetricsHub extends DurableObject<ObjectBindings> {
  readonly #sql: SqlStorage

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#sql = state.storage.sql
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS samples (
        type TEXT NOT NULL, name TEXT NOT NULL, labels TEXT NOT NULL, value REAL NOT NULL, at_ms INTEGER NOT NULL,
        PRIMARY KEY (name, labels)) WITHOUT ROWID`)
  }

  /** Adds to counters. */
  add(samples: readonly Sample[]): void {
    this.#write('counter', samples, 'value + excluded.value')
  }

  /** Replaces gauges. */
  set(samples: readonly Sample[]): void {
    this.#write('gauge', samples, 'excluded.value')
  }

  #write(type: 'counter' | 'gauge', samples: readonly Sample[], merged: string): void {
    const rows = samples.map((sample) => ({
      n: sample.name,
      l: JSON.stringify(Object.fromEntries(Object.entries(sample.labels).sort())),
      v: sample.value,
    }))
    this.#sql.exec(
      `INSERT INTO samples SELECT ?, value ->> 'n', value ->> 'l', value ->> 'v', ? FROM json_each(?) WHERE true
       ON CONFLICT (name, labels) DO UPDATE SET value = ${merged}, at_ms = excluded.at_ms`,
      type,
      Date.now(),
      JSON.stringify(rows),
    )
  }

  /** All samples in Prometheus' text format. Gauges whose owner has been silent for ten minutes are left out. */
  render(): string {
    const rows = this.#sql
      .exec<{ type: string; name: string; labels: string; value: number }>(
        `SELECT type, name, labels, value FROM samples WHERE type = 'counter' OR at_ms > ? ORDER BY name, labels`,
        Date.now() - gaugeAgeMsMax,
      )
      .toArray()
    const families = new Map<string, { type: string; lines: Sample[] }>()
    for (const { type, name, labels, value } of rows) {
      const base = name.replace(/_(?:bucket|sum|count)$/, '')
      const isHistogram = base.endsWith('_duration_seconds')
      const family = isHistogram ? base : name
      const known = families.get(family) ?? { type: isHistogram ? 'histogram' : type, lines: [] }
      known.lines.push({ name, labels: JSON.parse(labels) as Record<string, string>, value })
      families.set(family, known)
    }
    return [...families]
      .map(
        ([family, { type, lines }]) => `# TYPE ${family} ${type}\n${lines.sort(byBucket).map(line).join('')}`,
      )
      .join('')
  }
}

const line = ({ name, labels, value }: Sample): string => `${name}${labelsText(labels)} ${value}\n`

/** Buckets stand in the order of their bounds, behind each other for one set of labels. */
function byBucket(a: Sample, b: Sample): number {
  const [left, right] = [a, b].map(({ name, labels: { le, ...rest } }) => `${name}${labelsText(rest)}`)
  if (left !== right) return (left ?? '') < (right ?? '') ? -1 : 1
  return (
    Number(a.labels.le?.replace('+Inf', 'Infinity') ?? 0) -
    Number(b.labels.le?.replace('+Inf', 'Infinity') ?? 0)
  )
}

/** Source: Prometheus text exposition format 0.0.4. */
function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
