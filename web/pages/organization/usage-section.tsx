import { useEffect } from 'preact/hooks'
import type { z } from 'zod'
import type { Endpoints } from '../../../analytics/contract/endpoints.ts'
import { api } from '../../lib/api.ts'
import { count, humanize, percentage } from '../../lib/format.ts'
import { resource } from '../../models/resource.ts'
import { useModel } from '../../models/use-model.ts'
import { Section } from '../../parts/page-header.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import './organization.css'

type Limit = z.infer<Endpoints['GET /orgs/me/usage']['response']>['limits'][number]

const labels = {
  users: 'Members',
  events_per_month: 'Events this month',
  credentials: 'Vendor credentials',
  retention_days: 'Retention in days',
} satisfies Record<Limit['name'], string>

const nearShare = 0.8

/** How much of what the plan allows is used. */
export function UsageSection() {
  const usage = useModel(() => resource((signal) => api('GET /orgs/me/usage', { signal })))
  useEffect(() => void usage.load(), [usage])
  const known = usage.data.value
  return (
    <Section title="Usage" lead={known === null ? ' ' : `What the plan “${humanize(known.plan)}” allows`}>
      <div class="section-body">
        {known === null && usage.error.value !== null && (
          <ErrorState error={usage.error.value} onRetry={() => void usage.load()} />
        )}
        {known === null && usage.error.value === null && <Skeleton height={96} />}
        {known !== null && (
          <dl class="usage">
            {known.limits.map((limit) => (
              <LimitFact key={limit.name} limit={limit} />
            ))}
          </dl>
        )}
      </div>
    </Section>
  )
}

function LimitFact({ limit: { name, used, limit } }: { limit: Limit }) {
  if (name === 'retention_days') {
    return (
      <div>
        <dt>{labels[name]}</dt>
        <dd>{limit === null ? 'Unlimited' : count(limit)}</dd>
      </div>
    )
  }
  const share = limit === null || limit === 0 ? null : Math.min(1, used / limit)
  return (
    <div>
      <dt>{labels[name] ?? humanize(name)}</dt>
      <dd>
        {count(used)} <span class="muted">{limit === null ? '· no limit' : `of ${count(limit)}`}</span>
        {share !== null && share >= nearShare && <b class="usage-near">{percentage(share)}</b>}
      </dd>
      {share !== null && (
        <dd>
          <svg class="usage-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="usage-whole" width="100" height="4" />
            <rect
              class={share >= nearShare ? 'usage-part-near' : 'usage-part'}
              width={share * 100}
              height="4"
            />
          </svg>
        </dd>
      )}
    </div>
  )
}
