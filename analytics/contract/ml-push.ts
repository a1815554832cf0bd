import { z } from 'zod'
import { isBounded } from './content.ts'
import { pushResult } from './push.ts'
import { callFields, itemFields, name, outcomeFields } from './push-fields.ts'

const pushBatchEventsMax = 10_000
const featuresMax = 200
const classesMax = 1_000
/** Sums of squares of anything larger would leave what a number can hold. */
const numberMax = 1e18

/** What a feature may be called. A parenthesis in front is ours: `(prediction)` is the prediction as a feature. */
export const featureName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^(\p{Cc}][^\p{Cc}]*$/u, 'A name without control characters and without a parenthesis in front')

const feature = z.union([
  z.number().min(-numberMax).max(numberMax),
  z.string().max(256),
  z.boolean(),
  z.null(),
])
const probability = z.number().min(0).max(1)
const atMost = (count: number) => (fields: object) => Object.keys(fields).length <= count
const bounded = z
  .unknown()
  .refine(isBounded, 'Too deep or too large')
  .refine((value) => value !== undefined, 'Required')

/**
 * One pushed prediction of a model. `id` makes a repeat harmless; without one each push is a new event. `input_data` is
 * whatever the model was given; its texts are scanned. `probabilities` are of the classes, in order or by name.
 * Units: `latency_ms` milliseconds, `cost_usd` US dollars.
 */
export const mlPushEvent = z.strictObject({
  ...itemFields,
  model_version: name.nullish(),
  operation: z.string().min(1).max(64).optional(),
  prediction: bounded,
  input_data: z.unknown().refine(isBounded, 'Too deep or too large').optional(),
  probabilities: z
    .union([
      z.array(probability).max(classesMax),
      z.record(name, probability).refine(atMost(classesMax), `At most ${classesMax} classes`),
    ])
    .nullish(),
  features: z
    .record(featureName, feature)
    .refine(atMost(featuresMax), `At most ${featuresMax} features`)
    .nullish(),
  ...callFields,
  ...outcomeFields,
})
export type MlPushEvent = z.infer<typeof mlPushEvent>

export const mlPushEndpoints = {
  'POST /ingest/ml': {
    body: z.strictObject({ events: z.array(mlPushEvent).min(1).max(pushBatchEventsMax) }),
    response: pushResult,
  },
} as const
