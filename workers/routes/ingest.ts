import type { LlmPushEvent } from '../../analytics/contract/push.ts'
import { llmEvent } from '../../analytics/pipeline.ts'
import { route } from '../http/route.ts'
import { type Door, takeIn } from '../take-in.ts'

const llmDoor: Door<LlmPushEvent> = { name: 'llm', source: 'ingest', toEvent: llmEvent }

export const ingestLlm = route('POST /ingest/llm', {
  summary:
    'Push LLM calls; each is scanned, redacted, stored exactly once and shown live. Whoever may push into one workspace or project only has their events stamped with it; a batch that names another is refused with 403.',
  success: 202,
  permission: 'ingest:write',
  ownIdempotency: true,
  scoped: true,
  limit: { whenDown: 'allow' },
  handle: (context) => takeIn(context, llmDoor, context.body.events),
})
