import { newId } from '../../workers/new-id.ts'
import { type PushedEvent, promptAt } from '../demo/prompts.ts'

const promptsKept = 20_000
const hoursBack = 6

/** A call of which only the prompt is pushed. */
export type PushedPrompt = Omit<PushedEvent, 'response' | 'tokens_out'>

let kept: readonly PushedEvent[] | null = null

/** Texts as people write them: about 530 characters of prompt and 360 of response, one in eight with a finding. */
function prompts(): readonly PushedEvent[] {
  kept ??= Array.from({ length: promptsKept }, (_, index) => promptAt('bench', index, Date.now()).event)
  return kept
}

/** Events that nobody has pushed before, of the last hours. */
export function freshEvents(count: number): PushedEvent[] {
  const pool = prompts()
  const nowMs = Date.now()
  return Array.from({ length: count }, (_, index) => {
    const event = pool[Math.floor(Math.random() * pool.length)]
    if (!event) throw new Error('there are no prompts')
    const agoMs = Math.floor((index / count) * hoursBack * 3_600_000)
    return { ...event, id: newId(), timestamp: new Date(nowMs - agoMs).toISOString() }
  })
}

/** The same with a prompt of so many characters and no response. */
export function freshPrompts(count: number, chars: number): PushedPrompt[] {
  return freshEvents(count).map(({ response, tokens_out, ...event }, index) => {
    let prompt = `${event.prompt}\n\n${response}`
    for (let more = index; prompt.length < chars; more += 1) {
      prompt += `\n\n${prompts()[more % promptsKept]?.prompt ?? ''}`
    }
    return { ...event, prompt: prompt.slice(0, chars) }
  })
}

/** Cuts a list into pieces of `size`. */
export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = []
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size))
  return batches
}
