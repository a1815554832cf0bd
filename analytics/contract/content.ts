import { z } from 'zod'

/** Content is read by functions that call themselves, so it has a bottom; no vendor's shape is half as deep. */
const depthMax = 32
const valuesMax = 200_000

/** Whether a JSON value is neither nested nor branched beyond what is read. It takes no stack of its own. */
export function isBounded(value: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  let seen = 0
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at.value !== 'object' || at.value === null) continue
    if (at.depth > depthMax) return false
    const inner = Array.isArray(at.value) ? at.value : Object.values(at.value)
    seen += inner.length
    if (seen > valuesMax) return false
    for (const each of inner) {
      if (typeof each === 'object' && each !== null) open.push({ value: each, depth: at.depth + 1 })
    }
  }
  return true
}

const tooDeep = `At most ${depthMax} levels and ${valuesMax} values`
const content = z
  .union([z.string(), z.array(z.unknown()), z.looseObject({})], 'Text, a list or an object')
  .refine(isBounded, tooDeep)
  .nullish()
const list = z.array(z.unknown(), 'A list').refine(isBounded, tooDeep).nullish()

/**
 * What a model was given and what it answered, under the names and in the shapes of the vendors' own requests and
 * answers: OpenAI Chat and Responses, Anthropic Messages, Gemini, OpenTelemetry. Each may be sent as it is.
 */
export const contentFields = {
  /** Anthropic, and anyone's standing instructions. */
  system: content,
  /** OpenAI Responses. */
  instructions: content,
  /** Gemini. */
  system_instruction: content,
  /** Messages of any vendor, oldest first, tool calls and their results among them. */
  messages: list,
  /** OpenAI Responses: text or items. */
  input: content,
  /** Gemini. */
  contents: content,
  /** What was retrieved for the model to read. */
  documents: list,
  /** Descriptions of tools, which others may have written. */
  tools: list,
  /** OpenAI Chat: every choice of the answer. */
  choices: list,
  /** OpenAI Responses: items of the answer. */
  output: content,
  /** Gemini: every candidate of the answer. */
  candidates: list,
  /** Anthropic: parts of the answer. */
  content,
}
