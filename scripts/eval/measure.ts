import type { Row } from './evaluation.ts'
import { match } from './matching.ts'
import type { Marked, Tool } from './tool.ts'

/** A text, and everything of the measured types that is in it. */
export type Labelled = {
  readonly text: string
  readonly labels: readonly (Marked & { readonly tier?: string })[]
}

/**
 * Runs tools over labelled texts: a row per tool and type, and one more for each tier of a type. A finding that no
 * label explains counts against the type, not against a tier.
 */
export async function measure(
  set: string,
  texts: readonly Labelled[],
  tools: readonly Tool[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (const tool of tools) {
    const counts = new Map<string, Row>()
    const add = (
      type: string,
      tier: string | undefined,
      more: Omit<Row, 'set' | 'type' | 'tier' | 'tool'>,
    ) => {
      const key = `${type} ${tier ?? ''}`
      const before = counts.get(key)
      counts.set(key, {
        set,
        type,
        ...(tier === undefined ? {} : { tier }),
        tool: tool.name,
        truePositive: (before?.truePositive ?? 0) + more.truePositive,
        falsePositive: (before?.falsePositive ?? 0) + more.falsePositive,
        falseNegative: (before?.falseNegative ?? 0) + more.falseNegative,
        n: (before?.n ?? 0) + more.n,
      })
    }
    const types = new Set(texts.flatMap(({ labels }) => labels.map(({ type }) => type)))
    for (const { text, labels } of texts) {
      const found = (await tool.find(text)).filter(({ type }) => types.has(type))
      for (const type of new Set([...labels, ...found].map((one) => one.type))) {
        const wanted = labels.filter((label) => label.type === type)
        const given = found.filter((finding) => finding.type === type)
        add(type, undefined, { ...match(wanted, given), n: wanted.length })
        for (const tier of new Set(wanted.map((label) => label.tier))) {
          if (tier === undefined) continue
          const tiered = wanted.filter((label) => label.tier === tier)
          add(type, tier, { ...match(tiered, given), falsePositive: 0, n: tiered.length })
        }
      }
    }
    rows.push(...counts.values())
  }
  return rows.sort((a, b) => a.type.localeCompare(b.type) || (a.tier ?? '').localeCompare(b.tier ?? ''))
}
