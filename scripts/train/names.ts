import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  BIAS,
  FEATURES_MAX,
  featuresOf,
  nextCapitalWord,
  WEIGHTS_COUNT,
} from '../../detectors/pii/names/features.ts'
import { isNoName } from '../../detectors/pii/names/stop-words.ts'
import { readLines } from '../eval/lines.ts'

const help = `Trains the tagger of person names and writes its weights.

  npm run train:names -- --data DIR [--hold-out]

  --hold-out   learn from two thirds of the sentence patterns and tell how well the rest is read; writes nothing`

const out = new URL('../../detectors/pii/names/weights.ts', import.meta.url)
const rounds = 8
const copies = 4
/** What is read of a text that holds no names, or few. Units: characters. */
const CHARS_MAX = 2_000
const seed = 20261121

type Line = {
  text: string
  spans: readonly { start: number; end: number; type: string }[]
  template_id?: number
}
type Example = { readonly features: Int32Array; readonly isName: boolean; readonly isHeld: boolean }

/** A generator of the same numbers every time. Source: Mulberry32. */
function random(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Puts other people's names in, so that a place in a sentence and a name are learned apart. */
function withOtherNames({ text, spans }: Line, names: readonly string[], next: () => number): Line {
  const moved: { start: number; end: number; type: string }[] = []
  let out = ''
  let copied = 0
  for (const { start, end, type } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < copied) continue
    out += text.slice(copied, start)
    const isPerson = type === 'PERSON'
    const value = isPerson ? (names[Math.floor(next() * names.length)] as string) : text.slice(start, end)
    moved.push({ start: out.length, end: out.length + value.length, type })
    out += value
    copied = end
  }
  return { text: out + text.slice(copied), spans: moved }
}

/** The text as detectors see it: letters without their accents, each at its place. */
function plain(text: string): string {
  return [...text]
    .map((letter) => (letter.length === 1 ? letter.normalize('NFD').charAt(0) : letter))
    .join('')
}

function examplesOf({ text: written, spans }: Line, isHeld: boolean): Example[] {
  const text = plain(written)
  const names = spans.filter(({ type }) => type === 'PERSON' || type === 'PERSON_NAME')
  const examples: Example[] = []
  const room = new Int32Array(FEATURES_MAX)
  for (let word = nextCapitalWord(text, 0); word !== null; word = nextCapitalWord(text, word.end)) {
    const { start, end } = word
    const count = featuresOf(text, word, room)
    if (isNoName(text, start, end)) continue
    const isName = names.some((name) => start >= name.start && end <= name.end)
    examples.push({ features: room.slice(0, count), isName, isHeld })
  }
  return examples
}

/** An averaged perceptron in whole numbers, so that the same data gives the same weights on every machine. */
function train(examples: readonly Example[]): Int32Array {
  const next = random(seed)
  const weights = new Int32Array(WEIGHTS_COUNT)
  const totals = new Float64Array(WEIGHTS_COUNT)
  const learned = examples.filter(({ isHeld }) => !isHeld)
  const order = learned.map((_, i) => i)
  let step = 1
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[order[i], order[j]] = [order[j] as number, order[i] as number]
    }
    for (const at of order) {
      const { features: all, isName } = learned[at] as Example
      const features = all.filter(() => next() >= DROPPED)
      let sum = 0
      for (const feature of features) sum += weights[feature] as number
      const target = isName ? 1 : -1
      if (sum * target <= MARGIN) {
        for (const feature of features) {
          weights[feature] = (weights[feature] as number) + target
          totals[feature] = (totals[feature] as number) + step * target
        }
      }
      step++
    }
  }
  return weights.map((weight, i) => Math.round(((weight * step - (totals[i] as number)) / step) * SCALE))
}

const MARGIN = 12
/** The share of features that are hidden at each step, so that none is relied on alone. */
const DROPPED = 0.5
const SCALE = 6

function tell(examples: readonly Example[], weights: Int32Array): void {
  let [hits, misses, falses] = [0, 0, 0]
  for (const { features, isName, isHeld } of examples) {
    if (!isHeld) continue
    let sum = 0
    for (const feature of features) sum += clamp(weights[feature] as number)
    const isFound = sum + BIAS > 0
    if (isFound && isName) hits++
    else if (isFound) falses++
    else if (isName) misses++
  }
  const [precision, recall] = [hits / (hits + falses), hits / (hits + misses)]
  console.log(
    `held out: precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} of ${hits + misses} words`,
  )
}

function clamp(weight: number): number {
  return Math.max(-127, Math.min(127, weight))
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, 'hold-out': { type: 'boolean', default: false } },
})
if (values.data === undefined) {
  console.error(help)
  process.exitCode = 2
} else {
  const isHeldOut = values['hold-out']
  const held = (family: number) => isHeldOut && family % 3 === 0
  const generated = readLines<Line>(values.data, 'pii', 'generated.jsonl')
  const documents = readLines<Line>(values.data, 'pii', 'technology.jsonl')
  const prompts = readLines<{ text: string }>(values.data, 'prompts.jsonl')
  const code = readLines<{ text: string }>(values.data, 'clean.jsonl')
  const next = random(seed + 1)
  const known = generated.filter((line) => !held(line.template_id ?? 0))
  const names = known.flatMap(({ text, spans }) =>
    spans.filter(({ type }) => type === 'PERSON').map(({ start, end }) => text.slice(start, end)),
  )
  const examples = [
    ...Array.from({ length: copies }, () =>
      known.flatMap((line) => examplesOf(withOtherNames(line, names, next), false)),
    ).flat(),
    ...generated.flatMap((line) => examplesOf(line, held(line.template_id ?? 0))),
    ...documents.flatMap((line, i) => (i % 4 === 0 ? examplesOf(line, false) : [])),
    ...[...prompts, ...code].flatMap(({ text }, i) =>
      i % 4 === 0 ? [] : examplesOf({ text: text.slice(0, CHARS_MAX), spans: [] }, false),
    ),
  ]
  const weights = train(examples)
  if (isHeldOut) tell(examples, weights)
  else {
    const bytes = Buffer.from(Int8Array.from(weights, clamp).buffer)
    writeFileSync(
      out,
      `/** Written by \`npm run train:names\`; one signed byte a weight, in base64. */\nexport const NAME_WEIGHTS =\n  '${bytes.toString('base64')}'\n`,
    )
    console.log(`${examples.length} words read, ${bytes.length} bytes written`)
  }
}
