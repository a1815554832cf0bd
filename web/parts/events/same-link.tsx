import type { ComponentChildren } from 'preact'

type Filter =
  | 'vendor_id'
  | 'model'
  | 'actor_id'
  | 'workspace_id'
  | 'project_id'
  | 'api_key_id'
  | 'trace_id'
  | 'detector'

type SameLinkProps = { filter: Filter; value: string; children: ComponentChildren }

/** Leads from something known about an event to all events that have it in common. */
export function SameLink({ filter, value, children }: SameLinkProps) {
  return (
    <a
      href={`/activity?${new URLSearchParams({ [filter]: value, range: '30d' })}`}
      title="Show all events like this"
    >
      {children}
    </a>
  )
}
