import { type Dice, dice, hashText, mix } from './chance.ts'
import { company, type Person, type Team } from './company.ts'
import { clinicalWork } from './office/clinical.ts'
import { engineeringWork } from './office/engineering.ts'
import { financeWork } from './office/finance.ts'
import { legalWork } from './office/legal.ts'
import { salesWork } from './office/sales.ts'
import { supportWork } from './office/support.ts'
import { closings, commonSlots, constraints, filler, pastes, type Work } from './office/work.ts'
import { carriers, echoes, secretCarriers } from './plants/carriers.ts'
import { injection } from './plants/injections.ts'
import { joinSnippets, type PlantedCode, plantInto, type Snippet } from './plants/snippet.ts'
import { values } from './plants/values.ts'
import { teamActivity } from './rhythm.ts'

/** An event as it is pushed to `POST /ingest/llm`. */
export type PushedEvent = {
  readonly id: string
  readonly model_name: string
  readonly vendor_id: string
  readonly operation: 'chat'
  readonly prompt: string
  readonly response: string
  readonly latency_ms: number
  readonly tokens_in: number
  readonly tokens_out: number
  readonly actor_email: string
  readonly workspace_id: string
  readonly project_id: string
  readonly timestamp: string
  readonly status: 'success' | 'error'
}

/** Something planted in an event. Units: UTF-16 code units, end exclusive. */
export type Planted = {
  readonly code: PlantedCode
  readonly field: 'prompt' | 'response'
  readonly start: number
  readonly end: number
  readonly text: string
}

const PLANTED_SHARE = 0.12
const PASTE_SHARE = 0.15
const HOUR_MS = 3_600_000
const PROMPT_CHARS_MAX = 1_500

const workOf: Readonly<Record<Team['id'], Work>> = {
  support: supportWork,
  sales: salesWork,
  engineering: engineeringWork,
  legal: legalWork,
  clinical: clinicalWork,
  finance: financeWork,
}

/**
 * The models people reach for, with how long each takes. Units: milliseconds, to the first token and for
 * each.
 */
const models = [
  { vendor: 'openai', name: 'gpt-5.2', firstMs: 620, tokenMs: 11 },
  { vendor: 'openai', name: 'gpt-5-mini', firstMs: 380, tokenMs: 6 },
  { vendor: 'openai', name: 'gpt-4.1', firstMs: 510, tokenMs: 9 },
  { vendor: 'anthropic', name: 'claude-sonnet-5', firstMs: 700, tokenMs: 12 },
  { vendor: 'anthropic', name: 'claude-opus-4-8', firstMs: 1_150, tokenMs: 21 },
  { vendor: 'anthropic', name: 'claude-haiku-4-5', firstMs: 320, tokenMs: 5 },
  { vendor: 'gemini', name: 'gemini-2.5-flash', firstMs: 300, tokenMs: 5 },
  { vendor: 'mistral', name: 'mistral-large-latest', firstMs: 450, tokenMs: 10 },
] as const

/**
 * The event of the demo company with this index at this moment, and what is planted in it; about 12 % hold
 * something, the others hold none of the eight. It depends on its arguments alone.
 */
export function promptAt(
  seed: string,
  index: number,
  nowMs: number,
): { event: PushedEvent; planted: readonly Planted[] } {
  const throws = dice(mix(mix(hashText(`${seed}/prompt`), index), Math.floor(nowMs / 1000)))
  const person = atWork(throws, nowMs)
  const { prompt, response } = conversation(throws, person.team)
  const model = throws.pick(models)
  const failed = throws.share() < 0.015
  const answer = failed ? { text: 'The model did not answer in time.', spans: [] } : response
  const tokensOut = failed ? 0 : Math.ceil(answer.text.length / 4.1)
  return {
    event: {
      id: uuidAt(throws, nowMs),
      model_name: model.name,
      vendor_id: model.vendor,
      operation: 'chat',
      prompt: prompt.text,
      response: answer.text,
      latency_ms: failed
        ? 30_000
        : Math.round((model.firstMs + model.tokenMs * tokensOut) * (0.7 + throws.share())),
      tokens_in: Math.ceil(prompt.text.length / 4.1) + 60 + throws.below(200),
      tokens_out: tokensOut,
      actor_email: person.email,
      workspace_id: person.team.workspaceId,
      project_id: person.team.name,
      timestamp: new Date(nowMs).toISOString(),
      status: failed ? 'error' : 'success',
    },
    planted: [...plantedOf('prompt', prompt), ...plantedOf('response', answer)],
  }
}

function plantedOf(field: Planted['field'], { text, spans }: Snippet): Planted[] {
  return spans.map(({ code, start, end }) => ({ code, field, start, end, text: text.slice(start, end) }))
}

/** Someone who is at work at this hour, or anyone at night. */
function atWork(throws: Dice, nowMs: number): Person {
  const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS
  const busy = company.people.filter((person) => teamActivity(person.team, hourMs, person.hoursShift) > 0)
  return throws.pick(busy.length > 0 ? busy : company.people)
}

function conversation(throws: Dice, team: Team): { prompt: Snippet; response: Snippet } {
  const work = workOf[team.id]
  const task = throws.pick(work.tasks)
  const fill = filler(throws, { ...commonSlots, ...work.slots })
  const plain = (text: string): Snippet => ({ text: fill(text), spans: [] })

  const ask = plain(throws.pick(task.asks))
  const matter = throws.pick(task.details.slice(0, 2))
  const others = task.details.filter((detail) => detail !== matter)
  const pasted = someOf(throws, pastes, throws.share() < PASTE_SHARE ? 1 + throws.below(2) : 0)
  const details = [matter, ...someOf(throws, others, throws.below(4)), ...pasted].map(plain)
  const wishes = someOf(throws, constraints, throws.below(3))
    .map((text) => fill(text))
    .join(' ')
  const chosen = new Set(someOf(throws, task.answers, 2 + throws.below(3)))
  const answers = task.answers.filter((answer) => chosen.has(answer)).map(plain)
  const closing = throws.share() < 0.5 ? [plain(throws.pick(closings))] : []

  const plant = throws.share() < PLANTED_SHARE ? plantFor(throws, team) : null
  const body = [...details, ...(plant ? [plant.prompt] : [])]
  const tail = wishes === '' ? [] : [{ text: wishes, spans: [] }]
  return {
    prompt: withinLimit([ask, ...shuffled(throws, body), ...tail]),
    response: joinSnippets([...(plant?.response ?? []), ...answers, ...closing], '\n\n'),
  }
}

/** The parts as one prompt; while it is too long, the last that carries nothing planted is left out. */
function withinLimit(parts: readonly Snippet[]): Snippet {
  const joined = joinSnippets(parts, '\n\n')
  const last = parts.findLastIndex((part, i) => i > 0 && part.spans.length === 0)
  return joined.text.length <= PROMPT_CHARS_MAX || last < 0 ? joined : withinLimit(parts.toSpliced(last, 1))
}

function plantFor(throws: Dice, team: Team): { prompt: Snippet; response: readonly Snippet[] } {
  const kind = throws.share()
  if (kind < 0.25) return { prompt: injection(throws), response: [] }
  if (kind < (team.id === 'engineering' ? 0.5 : 0.28)) {
    const secret = plantInto(throws.pick(secretCarriers), () => values.secret_api_key(throws))
    return { prompt: secret, response: [] }
  }
  const prompt = plantInto(throws.pick(carriers[team.id]), (marker) => invented(throws, marker))
  const told = throws.pick(prompt.spans)
  const repeats = echoes[told.code]
  if (!repeats || throws.share() > 0.35) return { prompt, response: [] }
  const value = prompt.text.slice(told.start, told.end)
  return { prompt, response: [plantInto(throws.pick(repeats), () => value)] }
}

function invented(throws: Dice, marker: string): string {
  const make = Object.entries(values).find(([name]) => name === marker)?.[1]
  if (!make) throw new RangeError(`no value for <${marker}>`)
  return make(throws)
}

function shuffled<T>(throws: Dice, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, order: throws.share() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

function someOf<T>(throws: Dice, list: readonly T[], count: number): T[] {
  return shuffled(throws, list).slice(0, count)
}

/** A UUIDv7 whose random part is thrown, so that it sorts by time and comes out the same again. */
function uuidAt(throws: Dice, nowMs: number): string {
  const time = Math.floor(nowMs).toString(16).padStart(12, '0')
  const hex = (length: number) => Array.from({ length }, () => throws.below(16).toString(16)).join('')
  const variant = throws.pick(['8', '9', 'a', 'b'])
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`
}
