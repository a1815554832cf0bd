import type { CollectedCall } from './vendor.ts'

/** One message of a conversation. Units: epoch milliseconds; null when the vendor does not say when. */
export type Message = {
  id: string
  /** Only `user` and `assistant` speak; what others say (tools, the system) belongs to the side before it. */
  role: string
  text: string
  atMs: number | null
  model: string | null
}

/** What all turns of one conversation have in common; `naturalKey` makes the key of one from its first message. */
export type Conversation = Pick<CollectedCall, 'actorRef' | 'projectRef' | 'operation' | 'trace_id'> & {
  actorEmail: string | null
  model: string | null
  /** When the conversation began, for messages without a time. */
  startedAtMs: number
  naturalKey: (messageId: string) => string
}

/** How long a question may wait for its answer before it is taken without one. */
const answerMsMax = 10 * 60_000

type Turn = { id: string; atMs: number; prompt: string[]; response: string[]; model: string | null }

/**
 * A conversation as calls: everything that was said to the model up to its answer, and the answer. The last question
 * is left for the next reading while its answer may still come.
 */
export function turnsOf(
  conversation: Conversation,
  messages: readonly Message[],
  nowMs: number,
): CollectedCall[] {
  const turns: Turn[] = []
  for (const { id, role, text, atMs, model } of messages) {
    const current = turns.at(-1)
    const answers = role === 'assistant'
    const begins = !current || (role === 'user' && current.response.length > 0)
    const turn: Turn = begins
      ? { id, atMs: atMs ?? current?.atMs ?? conversation.startedAtMs, prompt: [], response: [], model: null }
      : current
    if (begins) turns.push(turn)
    if (answers || (role !== 'user' && turn.response.length > 0)) turn.response.push(text)
    else turn.prompt.push(text)
    if (answers) turn.model = model ?? turn.model
  }
  return turns
    .filter(({ response, atMs }) => response.length > 0 || atMs + answerMsMax < nowMs)
    .map((turn) => callOf(conversation, turn))
}

function callOf(
  { actorRef, projectRef, operation, trace_id, actorEmail, model, naturalKey }: Conversation,
  turn: Turn,
): CollectedCall {
  const said = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n\n') || null
  const answeredBy = turn.model ?? model
  return {
    naturalKey: naturalKey(turn.id),
    actorRef,
    projectRef,
    operation,
    trace_id,
    ...(answeredBy === null ? {} : { model: answeredBy }),
    ...(actorEmail === null ? {} : { actor_email: actorEmail }),
    prompt: said(turn.prompt),
    response: said(turn.response),
    created_at: new Date(turn.atMs).toISOString(),
  }
}
