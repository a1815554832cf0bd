import type { CostForecast, Costs } from '../../../analytics/contract/costs.ts'
import { saveFrom } from '../../lib/download.ts'
import { compactCount, compactMoney, count, dayText, trend } from '../../lib/format.ts'
import { query } from '../../lib/router.ts'
import {
  type CostsModel,
  costFilterPanel,
  costGroup,
  costSpan,
  costsModel,
  downloadHref,
  forecastNote,
  glanceGroups,
  groupLabels,
} from '../../models/costs.ts'
import { session } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, StaleNotice } from '../../parts/states.tsx'
import { CostFilters } from './cost-filters.tsx'
import { CostTable, changeWords, GlanceTable } from './cost-tables.tsx'
import './costs.css'
import { DaysSection } from './days-section.tsx'

/** What AI costs: so far, by the end of the month, and for whom. One page on paper. */
export function CostsPage() {
  const model = useModel(costsModel)
  const address = query.value
  const span = costSpan(address, Date.now())
  const group = costGroup(address)
  const save = (format: 'csv' | 'focus') => saveFrom(downloadHref(query.value, Date.now(), format))
  const chosen = model.chosen.data.value
  const [monthError, error] = [model.month.error.value, model.chosen.error.value]
  const failed = monthError ?? model.forecast.error.value
  const isEmpty = chosen !== null && chosen.items.length === 0 && model.month.data.value?.totals.events === 0
  return (
    <div class="costs">
      <PageHeader title="Costs" lead="What the use of AI costs by your prices, in US dollars">
        <Button icon="download" onClick={() => save('csv')}>
          CSV
        </Button>
        <Button icon="download" onClick={() => save('focus')}>
          FOCUS
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          Print
        </Button>
      </PageHeader>
      <PaperNote span={span} costs={model.chosen.data.value} />
      {failed !== null && error === null && <StaleNotice error={failed} onRetry={model.load} />}
      <Kpis model={model} isMonth={span.name === 'month'} isFiltered={costFilterPanel.count(address) > 0} />
      <CostFilters glances={model.glances} span={span} />
      {error !== null && chosen === null ? (
        <ErrorState error={error} onRetry={model.load} />
      ) : isEmpty ? (
        <Section title="Costs by day">
          <EmptyState icon="coin" title="Nothing was used in these days">
            <p>
              Costs come from what vendors report and from calls that are sent in.{' '}
              <a href="/vendors">Vendors</a> shows who is connected.
            </p>
          </EmptyState>
        </Section>
      ) : (
        <>
          {chosen && <Unpriced totals={chosen.totals} />}
          <DaysSection
            costs={model.days.data.value}
            group={group}
            forecast={span.name === 'month' ? (model.forecast.data.value?.total ?? null) : null}
          />
          <div class="costs-glances">
            {glanceGroups(model.glances.workspace.data.value, address).map((each) => (
              <Section key={each} title={`By ${groupLabels[each].toLowerCase()}`}>
                <GlanceTable group={each} costs={model.glances[each]} />
              </Section>
            ))}
          </div>
          <div class="costs-details">
            <CostTable group={group} costs={model.chosen} />
          </div>
        </>
      )}
    </div>
  )
}

/** What paper has to say, since it has no navigation. */
function PaperNote({
  span: { from, to },
  costs,
}: {
  span: { from: string; to: string }
  costs: Costs | null
}) {
  const who = session.value.state === 'member' ? session.value.user.organization.name : ''
  const filters = [...query.value].filter(([name]) => !['span', 'from', 'to', 'by'].includes(name))
  return (
    <p class="costs-paper">
      {who}, {dayText(from)} to {dayText(to)}, days in UTC
      {filters.map(([name, value]) => `, ${name.replace(/_id$/, '').replaceAll('_', ' ')} ${value}`).join('')}
      .{changeWords(costs)} Printed on {dayText(new Date().toISOString().slice(0, 10))}.
    </p>
  )
}

const lastMonth = 'the same days last month'

function Kpis({ model, isMonth, isFiltered }: { model: CostsModel; isMonth: boolean; isFiltered: boolean }) {
  const month = model.month.data.value
  const total = model.forecast.data.value?.total ?? null
  const chosen = model.chosen.data.value
  // What could not be had is not on its way.
  const noMonth = model.month.error.value === null ? null : '–'
  const noTotal = model.forecast.error.value === null ? null : '–'
  const noChosen = model.chosen.error.value === null ? null : '–'
  return (
    <dl class="kpis">
      <KpiCard
        label="Month to date"
        value={month ? compactMoney(month.totals.cost_usd) : noMonth}
        trend={month && changeOf(month.totals)}
        goodNews="down"
        note={month ? beforeNote(month.totals, lastMonth) : ''}
      />
      <KpiCard
        label="Expected by the end of the month"
        value={total ? (total.forecast_usd === null ? '–' : compactMoney(total.forecast_usd)) : noTotal}
        note={total ? intervalNote(total) : ''}
      />
      {isMonth && !isFiltered ? (
        <KpiCard
          label="An average day"
          value={chosen ? compactMoney(averageDay(chosen)) : noChosen}
          note={chosen ? `Over ${daysIn(chosen)} ${daysIn(chosen) === 1 ? 'day' : 'days'} of this month` : ''}
        />
      ) : (
        <KpiCard
          label="In these days"
          value={chosen ? compactMoney(chosen.totals.cost_usd) : noChosen}
          trend={chosen && changeOf(chosen.totals)}
          goodNews="down"
          note={chosen ? beforeNote(chosen.totals, isMonth ? lastMonth : 'as many days before') : ''}
        />
      )}
      <KpiCard
        label="Billed by vendors"
        value={chosen ? (chosen.billed === null ? '–' : compactMoney(chosen.billed.usd)) : noChosen}
        note={chosen ? billedNote(chosen) : ''}
      />
    </dl>
  )
}

type Totals = Costs['totals']

const dayMs = 86_400_000
const daysIn = ({ from, to }: Costs): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1
const averageDay = (costs: Costs): string => (Number(costs.totals.cost_usd) / daysIn(costs)).toFixed(6)

const changeOf = ({ cost_usd, previous_cost_usd }: Totals) =>
  previous_cost_usd === null ? null : trend(Number(cost_usd), Number(previous_cost_usd))

function beforeNote({ previous_cost_usd }: Totals, before: string): string {
  if (previous_cost_usd === null) return 'Nothing is kept to compare with'
  return Number(previous_cost_usd) === 0 ? `Nothing in ${before}` : `vs. ${before}`
}

function intervalNote(total: CostForecast): string {
  const { low_usd, high_usd } = total
  if (low_usd === null || high_usd === null) return forecastNote(total)
  return `${compactMoney(low_usd)} to ${compactMoney(high_usd)}, 8 times in 10. ${forecastNote(total)}`
}

function billedNote({ billed }: Costs): string {
  if (billed === null) return 'Bills know vendors alone'
  if (billed.uncounted.length > 0) {
    const others = billed.uncounted.map(({ amount, currency }) => `${amount} ${currency}`).join(', ')
    return `Without ${others}: no rate is known`
  }
  if (billed.vendors.length === 0) return 'No vendor reported a bill'
  const vendors = billed.vendors.length === 1 ? 'one vendor' : `${billed.vendors.length} vendors`
  return `Reported by ${vendors}, and no part of these costs`
}

/** Usage without a price is said, since it is missing in every figure. */
function Unpriced({ totals: { unpriced_requests, unpriced_tokens } }: { totals: Totals }) {
  if (unpriced_requests === 0 && unpriced_tokens === 0) return null
  const calls = unpriced_requests === 1 ? '1 call' : `${count(unpriced_requests)} calls`
  return (
    <p class="notice costs-unpriced" role="status">
      <Icon name="warning" />
      <span>
        {calls} with {compactCount(unpriced_tokens)} tokens have no price, so that their cost is missing here.{' '}
        <a href="/vendors/prices">Prices</a>
      </span>
    </p>
  )
}
