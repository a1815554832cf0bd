import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { z } from 'zod'
import type { Endpoints } from '../../../analytics/contract/endpoints.ts'
import { api } from '../../lib/api.ts'
import { count, humanize } from '../../lib/format.ts'
import { resource } from '../../models/resource.ts'
import { useModel } from '../../models/use-model.ts'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, SearchField, Select } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import './permissions.css'

type Answer = z.infer<Endpoints['GET /permissions']['response']>
type RouteRule = Answer['routes'][number]

/** Who may call what: every route of the API against every role. */
export function PermissionsPage() {
  const table = useModel(() =>
    resource(async (signal): Promise<Pick<Answer, 'roles' | 'routes'>> => {
      const { roles, routes } = await api('GET /permissions', { query: { limit: 1 }, signal })
      return { roles, routes }
    }),
  )
  useEffect(() => void table.load(), [table])
  const text = useSignal('')
  const role = useSignal('')
  const roles = (table.data.value?.roles ?? []).filter(({ type }) => type !== 'template')
  const shown = table.data.value?.routes.filter((rule) => matches(rule, text.value, role.value)) ?? null
  const columns: readonly Column<RouteRule>[] = [
    {
      key: 'route',
      header: 'Route',
      share: 30,
      cell: ({ method, path }) => (
        <span class="route-name" title={`${method} ${path}`}>
          <code class="route-method">{method}</code>
          <code>{path}</code>
        </span>
      ),
    },
    {
      key: 'permission',
      header: 'Needs',
      share: 22,
      cell: ({ permission, access }) =>
        permission === null ? (
          <span class="muted" title={access}>
            {humanize(access)}
          </span>
        ) : (
          <code>{permission}</code>
        ),
    },
    ...roles.map(
      ({ id, label }): Column<RouteRule> => ({
        key: id,
        header: label,
        cell: (rule) => <Mark isAllowed={rule.roles.includes(id)} />,
      }),
    ),
  ]

  return (
    <>
      <PageHeader title="Permission table" lead="What each role may call; made from the routes themselves" />
      <search class="card permission-filters" aria-label="Filters">
        <SearchField
          label="Search routes and permissions"
          value={text.value}
          onInput={(value) => {
            text.value = value
          }}
        />
        <Select
          label="Open to"
          value={role.value}
          choices={[anyChoice, ...roles.map(({ id, label }): Choice => [id, label])]}
          onChange={(value) => {
            role.value = value
          }}
        />
        <p class="muted" role="status">
          {shown === null
            ? ' '
            : `${count(shown.length)} of ${count(table.data.value?.routes.length ?? 0)} routes`}
        </p>
      </search>
      <div class="card permission-table">
        <Table
          caption="Routes and roles"
          columns={columns}
          rows={shown}
          rowKey={({ method, path }) => `${method} ${path}`}
          card={(rule) => <RuleCard rule={rule} roles={roles} />}
          error={table.error.value}
          onRetry={() => void table.load()}
          skeletonRows={12}
          empty={<EmptyState icon="search" title="No route matches" />}
        />
      </div>
    </>
  )
}

function matches(rule: RouteRule, text: string, role: string): boolean {
  const words = `${rule.method} ${rule.path} ${rule.permission ?? rule.access} ${rule.summary}`.toLowerCase()
  return words.includes(text.trim().toLowerCase()) && (role === '' || rule.roles.includes(role))
}

function Mark({ isAllowed }: { isAllowed: boolean }) {
  return (
    <span class={isAllowed ? 'mark-yes' : 'muted'}>
      {isAllowed ? <Icon name="check" /> : '–'}
      <span class="visually-hidden">{isAllowed ? 'Yes' : 'No'}</span>
    </span>
  )
}

function RuleCard({ rule, roles }: { rule: RouteRule; roles: Answer['roles'] }) {
  const labels = roles.filter(({ id }) => rule.roles.includes(id)).map(({ label }) => label)
  return (
    <>
      <span class="route-name">
        <code class="route-method">{rule.method}</code>
        <code>{rule.path}</code>
      </span>
      <span class="muted">{rule.permission ?? humanize(rule.access)}</span>
      <span>{labels.length === roles.length ? 'Every role' : labels.join(', ') || 'No role'}</span>
    </>
  )
}
