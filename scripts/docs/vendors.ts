import { streamKinds } from '../../analytics/contract/vendors.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../../workers/collector/moments.ts'
import type { Stream, Vendor } from '../../workers/collector/vendor.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { document } from './document.ts'
import { table } from './table.ts'

const opening = `# Vendors

What is collected from whom, how often, and what a vendor does not offer. This file is made by \`npm run docs\` from the
adapters themselves; a test fails when it is old.

Anything else can be a vendor of your own: see [custom-vendor.md](custom-vendor.md). \`VENDORS_OFF\` takes vendors away
from an instance, by id. The variables name another address for an API, a mirror for instance; without one the vendor's
own is called.

_History_ is how far back the first reading goes: as far as the vendor says that it keeps its report, or all there is
(${wholeHistoryMs / dayMs} d) where it names no limit. Nothing is asked for that the plan would not keep, and a vendor that
refuses what is older has given all it has; the run says since when.
`

/** The catalogue of vendors, with what each adapter declares. */
export const vendorsPage = document({ path: 'docs/vendors.md', render })

async function render(): Promise<string> {
  const overview = table(
    ['vendor', 'id', ...streamKinds],
    vendors.map((vendor) => [
      vendor.label,
      `\`${vendor.id}\``,
      ...streamKinds.map((kind) => mark(vendor, kind)),
    ]),
  )
  return `${opening}\n${overview}\n\n${vendors.map(section).join('\n\n')}\n`
}

const mark = ({ streams }: Vendor, kind: string): string =>
  streams.some((stream) => stream.kind === kind) ? 'yes' : 'no'

function section(vendor: Vendor): string {
  const credentials = vendor.credentialKinds.map((kind) => {
    const settings = kind.settings.map(
      ({ name, label, required }) => `${label} (\`${name}\`${required ? '' : ', optional'})`,
    )
    const document = kind.serviceAccount ? ['a service-account document'] : []
    const needs = [...settings, ...document]
    return `- **${kind.label}** (\`${kind.kind}\`). ${kind.help}${needs.length > 0 ? ` Also: ${needs.join(', ')}.` : ''}`
  })
  const kinds = vendor.credentialKinds.map(({ kind }) => kind)
  const isToldApart = vendor.streams.some((stream) => stream.kinds !== undefined)
  const streams = vendor.streams.map((stream) => [
    `\`${stream.name}\``,
    stream.kind,
    ...(isToldApart ? [(stream.kinds ?? kinds).map((kind) => `\`${kind}\``).join(', ')] : []),
    span(stream.intervalS * 1000),
    stream.bucketMs === null ? 'single rows' : span(stream.bucketMs),
    span(stream.overlapMs),
    historyOf(stream),
  ])
  const absent = Object.entries(vendor.absent).map(([kind, why]) => `- ${kind}: ${why}`)
  const named = Object.values(vendor.apis).flatMap(({ env }) => (env === '' ? [] : [`\`${env}\``]))
  const variables = [...new Set(named)]
  return [
    `## ${vendor.label}`,
    credentials.join('\n'),
    ...(streams.length > 0
      ? [
          table(
            ['stream', 'kind', ...(isToldApart ? ['with'] : []), 'every', 'in', 'read again', 'history'],
            streams,
          ),
        ]
      : ['Nothing is collected; the credential is checked once a day.']),
    ...(absent.length > 0 ? [`Not offered or not read:\n\n${absent.join('\n')}`] : []),
    `Money: ${vendor.units.money}. Time: ${vendor.units.time}. Addresses: ${variables.join(', ')}.`,
  ].join('\n\n')
}

function historyOf({ backfillMs }: Stream): string {
  if (backfillMs === 0) return 'the present'
  return backfillMs === wholeHistoryMs ? 'all' : span(backfillMs)
}

function span(ms: number): string {
  if (ms % dayMs === 0 && ms > 0) return `${ms / dayMs} d`
  return ms % hourMs === 0 ? `${ms / hourMs} h` : `${ms / 60_000} min`
}
