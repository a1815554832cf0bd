import { z } from 'zod'

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
}

/** What to put into a field by its name, in place of a sample of its shape; undefined for a sample. */
export type Filling = (name: string) => string | undefined

/** A value that a shape takes, every optional field included, with some fields filled in by name. */
export function sampleOf(shape: z.ZodType, filling: Filling): unknown {
  return sample(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema, '', filling)
}

function sample(schema: Schema, name: string, filling: Filling): unknown {
  const filled = filling(name)
  if (filled !== undefined && (schema.type === 'string' || schema.anyOf)) return filled
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, name, filling)
  if (schema.type === 'object') {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, each]) => [key, sample(each, key, filling)]),
    )
  }
  if (schema.type === 'array') {
    return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
      sample(schema.items ?? {}, name, filling),
    )
  }
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 0)
  if (schema.type === 'boolean') return true
  return text(schema)
}

function text({ format, minLength = 0 }: Schema): string {
  if (format === 'email') return 'sample@sample.test'
  if (format === 'date-time') return '2099-01-01T00:00:00Z'
  if (format === 'uri') return 'https://sample.test/'
  return 'sample'.padEnd(minLength, 'x')
}
