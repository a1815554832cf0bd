import { z } from 'zod'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import { problemSchema } from '../../analytics/contract/problem.ts'
import { limitInWords } from './limit.ts'
import type { Route } from './route.ts'

type Shapes = { body?: z.ZodType; query?: z.ZodObject; response?: z.ZodType }
type Operation = Record<string, unknown> & { summary: string; 'x-permission': string }

export type OpenApi = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: Record<string, unknown>
}

const jsonSchema = (shape: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(shape, { io, unrepresentable: 'any' })

const jsonContent = (shape: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: jsonSchema(shape, io) },
})

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A repeat within a day with the same key and content is answered as the first was, and done once.',
  schema: { type: 'string', maxLength: 255 },
}

/** Who may call a route, in words. */
function accessOf(route: Route): string {
  return route.permission ?? (route.signedIn ? 'signed in' : `public: ${route.public}`)
}

/** The API as OpenAPI 3.1, from the same declarations that route the requests. */
export function openApi(routes: readonly Route[], origin: string): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const [method = '', path = ''] = route.name.split(' ')
    const address = path.replace(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(route, path) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AegisFlow',
      version: '1',
      description: 'The control plane for a company’s use of AI: telemetry, detection, policy and evidence.',
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key (afk_…) or an access token.' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-access' },
      },
    },
  }
}

function operationOf(route: Route, path: string): Operation {
  const shapes: Shapes = route.json ? endpoints[route.name as keyof typeof endpoints] : {}
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(shapes.query?.shape ?? {}).map(([name, shape]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(shape as z.ZodType, 'input'),
  }))
  const takesKey = route.json && route.public === null && !route.name.startsWith('GET ')
  return {
    summary: route.summary,
    'x-permission': accessOf(route),
    'x-rate-limit': limitInWords(route.limit),
    ...(route.public === null ? { security: [{ bearer: [] }, { cookie: [] }] } : { security: [] }),
    parameters: [...inPath, ...inQuery, ...(takesKey ? [idempotencyKey] : [])],
    ...(shapes.body ? { requestBody: { required: true, content: jsonContent(shapes.body, 'input') } } : {}),
    responses: {
      [route.success]: {
        description: route.success === 202 ? 'Taken in.' : 'Done.',
        ...(shapes.response ? { content: jsonContent(shapes.response, 'output') } : {}),
      },
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
