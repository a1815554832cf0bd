import type { Origin } from '../../../detectors/index.ts'
import { evaluation } from '../evaluation.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { readLines } from '../lines.ts'
import { haiInjection } from '../rivals/hai-injection.ts'

const DOCUMENTS_JOINED = 12

type Line = { text: string; label: 'injection' | 'benign'; family: string; tier: string }

/** Documents are read by tools; everything else is what a user writes. */
function originOf(tier: string): Origin {
  if (tier.startsWith('indirect')) return 'tool'
  return tier === 'benign_document' ? 'retrieved' : 'user'
}

/**
 * Public attacks and harmless texts, by kind and by source; each as it would come in. The weights were learned from
 * them, but for plain tasks in documents: the figures of families held out are in the model card.
 */
export const injection = evaluation({
  name: 'injection',
  measure: (dataDir) => {
    const cases = readLines<Line>(dataDir, 'injection', 'labelled.jsonl').map(
      ({ text, label, family, tier }): Case => ({
        text,
        isAttack: label === 'injection',
        origin: originOf(tier),
        type: tier,
        tier: family,
      }),
    )
    return judged('injection', [...cases, ...longDocuments(cases)], [ownJudge, haiInjection])
  },
})

/** The documents one after another, a dozen to a text. */
function longDocuments(cases: readonly Case[]): readonly Case[] {
  const texts = cases.filter(({ type }) => type === 'benign_document').map(({ text }) => text)
  return Array.from({ length: Math.floor(texts.length / DOCUMENTS_JOINED) }, (_, i) => ({
    text: texts.slice(i * DOCUMENTS_JOINED, (i + 1) * DOCUMENTS_JOINED).join('\n\n'),
    isAttack: false,
    origin: 'retrieved' as const,
    type: 'long documents',
  }))
}
