import type { MlPushEvent } from '../../analytics/contract/ml-push.ts'
import { mlEvent } from '../../analytics/ml/ml-event.ts'
import { route } from '../http/route.ts'
import { knownModels } from '../known-models.ts'
import { takeIn } from '../take-in.ts'

export const ingestMl = route('POST /ingest/ml', {
  summary:
    'Push predictions of models; texts in their input, features and prediction are scanned and redacted, each is stored exactly once and judged by the profile of its model. Whoever may push into one workspace or project only has their events stamped with it.',
  success: 202,
  permission: 'ingest:write',
  ownIdempotency: true,
  scoped: true,
  limit: { whenDown: 'allow' },
  async handle(context) {
    const { events } = context.body
    const models = new Set(events.map(({ model, model_name }) => model ?? model_name ?? ''))
    const known = await knownModels(context.tenant, context.place, models, context.nowMs)
    return takeIn<MlPushEvent>(
      context,
      {
        name: 'ml',
        source: 'ingest',
        toEvent: (push, actorId, pipeline) => mlEvent(push, actorId, pipeline, known),
      },
      events,
    )
  },
})
