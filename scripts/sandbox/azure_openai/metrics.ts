import { floorTo, HOUR_MS, instantText } from '../moments.ts'
import type { Traffic } from '../traffic.ts'
import { Refusal, type WireRequest } from '../wire.ts'
import { type AzureAccounts, deploymentOf, resourceOf } from './resources.ts'

const SERIES_DEFAULT = 10

type Figures = { requests: number; input: number; output: number }

const metrics: Readonly<Record<string, keyof Figures>> = {
  AzureOpenAIRequests: 'requests',
  ProcessedPromptTokens: 'input',
  GeneratedTokens: 'output',
  ModelRequests: 'requests',
  InputTokens: 'input',
  OutputTokens: 'output',
}
/** Known to Foundry resources, though no OpenAI model ever writes them. */
const silent = ['cacheReadInputTokens', 'ephemeral5mInputTokens', 'ephemeral1hInputTokens']
const newer = ['ModelRequests', 'InputTokens', 'OutputTokens', ...silent]

/** `GET {resource}/providers/Microsoft.Insights/metrics`. Errors: Refusal 400, 404. */
export function metricsOf(
  { query, nowMs }: WireRequest,
  accounts: AzureAccounts,
  traffic: Traffic,
  resourceId: string,
): unknown {
  const resource = [accounts.clinical, accounts.general].find(
    ({ id }) => id.toLowerCase() === resourceId.toLowerCase(),
  )
  if (!resource) throw new Refusal(404, `The Resource '${resourceId}' was not found.`, 'ResourceNotFound')
  const names = (query.get('metricnames') ?? '').split(',')
  const known = resource.kind === 'OpenAI' ? Object.keys(metrics).filter((n) => !newer.includes(n)) : null
  for (const name of names) {
    const isKnown = known ? known.includes(name) : name in metrics || silent.includes(name)
    if (!isKnown)
      throw new Refusal(400, `Failed to find metric configuration for provider: ${name}`, 'BadRequest')
  }
  if (query.get('interval') !== 'PT1H') throw new Refusal(400, 'Only PT1H is kept here.', 'BadRequest')
  if (query.get('aggregation') !== 'Total') throw new Refusal(400, 'Only Total is kept here.', 'BadRequest')
  const [fromMs = Number.NaN, toMs = Number.NaN] = (query.get('timespan') ?? '').split('/').map(Date.parse)
  if (!(fromMs < toMs)) throw new Refusal(400, 'Invalid timespan.', 'BadRequest')

  const split = (query.get('$filter') ?? '').includes("eq '*'")
  const firstMs = floorTo(fromMs, HOUR_MS)
  const series = new Map<string, { deployment: string; model: string; hours: Map<number, Figures> }>()
  traffic.visit(firstMs, toMs, nowMs, (call) => {
    if (resourceOf(accounts, call) !== resource) return
    const deployment = deploymentOf(call)
    const key = split ? deployment : ''
    const one = series.get(key) ?? { deployment, model: call.model.id, hours: new Map() }
    series.set(key, one)
    const hourMs = floorTo(call.atMs, HOUR_MS)
    const figures = one.hours.get(hourMs) ?? { requests: 0, input: 0, output: 0 }
    figures.requests += call.meter.requests * call.counted
    figures.input += call.meter.inputTokens * call.counted
    figures.output += call.meter.outputTokens * call.counted
    one.hours.set(hourMs, figures)
  })

  const top = split ? Number(query.get('top') ?? SERIES_DEFAULT) : SERIES_DEFAULT
  const hoursMs = Array.from(
    { length: Math.ceil((toMs - firstMs) / HOUR_MS) },
    (_, i) => firstMs + i * HOUR_MS,
  )
  return {
    cost: hoursMs.length * names.length,
    timespan: query.get('timespan'),
    interval: 'PT1H',
    namespace: 'Microsoft.CognitiveServices/accounts',
    resourceregion: resource.location,
    value: names.map((name) => ({
      id: `${resource.id}/providers/Microsoft.Insights/metrics/${name}`,
      type: 'Microsoft.Insights/metrics',
      name: { value: name, localizedValue: name },
      displayDescription: name,
      unit: 'Count',
      errorCode: 'Success',
      timeseries: (name in metrics ? [...series.values()] : []).slice(0, top).map((one) => ({
        metadatavalues: split
          ? [
              {
                name: { value: 'modeldeploymentname', localizedValue: 'modeldeploymentname' },
                value: one.deployment,
              },
              // Token metrics of older resources leave the model out.
              ...(resource.kind === 'OpenAI' && name !== 'AzureOpenAIRequests'
                ? []
                : [{ name: { value: 'modelname', localizedValue: 'modelname' }, value: one.model }]),
            ]
          : [],
        data: hoursMs.map((hourMs) => {
          const figures = one.hours.get(hourMs)
          const counted = metrics[name]
          return {
            timeStamp: instantText(hourMs),
            ...(figures && counted ? { total: figures[counted] } : {}),
          }
        }),
      })),
    })),
  }
}
