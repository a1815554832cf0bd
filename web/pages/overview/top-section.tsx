import type { Top, TopDimension } from '../../../analytics/contract/analytics.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { compactCount, compactMoney, count } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { sharedNames, topModel, unnamedPerson } from '../../models/top.ts'
import { useModel } from '../../models/use-model.ts'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { type TopItem, TopList } from '../../parts/top-list.tsx'
import './overview.css'

type TopSectionProps = {
  title: string
  lead: string
  dimension: 'model' | 'actor' | 'detector'
  by: 'requests' | 'violations'
  empty: string
}

const filterOf = { model: 'model', actor: 'actor_id', detector: 'detector' } as const
const shown = 6
const days = 7

/** The few that stand for most of the last seven days, each leading to its events. */
export function TopSection({ title, lead, dimension, by, empty }: TopSectionProps) {
  const model = useModel(() => topModel({ dimension, by, days, limit: shown + 1 }))
  const data = model.data.value
  const error = model.error.value
  return (
    <Section title={title} lead={lead}>
      {data === null && error !== null ? (
        <ErrorState error={error} onRetry={() => void model.load()} />
      ) : data === null ? (
        <div class="top-skeleton">
          {Array.from({ length: shown }, (_, index) => (
            <Skeleton key={index} height={24} />
          ))}
        </div>
      ) : (
        <Filled title={title} data={data} dimension={dimension} empty={empty} />
      )}
    </Section>
  )
}

type FilledProps = { title: string; data: Top; dimension: TopSectionProps['dimension']; empty: string }

function Filled({ title, data, dimension, empty }: FilledProps) {
  const listed = data.items
    .filter((item) => item.value !== '' && amountOf(data.by, item) > 0)
    .slice(0, shown)
    .map((item) => ({ ...item, label: item.label ?? nameOf(dimension, item.value) }))
  const shared = sharedNames(listed)
  const items = listed.map(
    (item): TopItem => ({
      key: item.value,
      label: item.label,
      ...(shared.has(item.value) ? { note: item.value } : {}),
      href: `/activity?${new URLSearchParams({ [filterOf[dimension]]: item.value })}`,
      amount: amountOf(data.by, item),
      text: <Amount by={data.by} item={item} />,
    }),
  )
  return items.length === 0 ? (
    <EmptyState icon="check" title={empty} />
  ) : (
    <TopList label={title} items={items} />
  )
}

const amountOf = (by: Top['by'], item: Top['items'][number]): number =>
  Number(item[by === 'tokens' ? 'events' : by])

function Amount({ by, item }: { by: Top['by']; item: Top['items'][number] }) {
  if (by === 'violations') {
    return <b title={count(item.violations)}>{compactCount(item.violations)}</b>
  }
  return (
    <>
      <b title={count(item.requests)}>{compactCount(item.requests)}</b> · {compactMoney(item.cost_usd)}
    </>
  )
}

function nameOf(dimension: TopDimension, value: string): string {
  if (dimension === 'actor') return unnamedPerson(value)
  if (dimension === 'detector') return detectorLabel(value)
  return dimension === 'vendor' ? vendorLabel(value) : value
}
