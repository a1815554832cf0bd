import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { StatusBadge } from '../../parts/badge.tsx'

type Outcome = AuditEntryItem['outcome']

/** How each outcome is called. The ledger's word for what was written before an action says nothing to its readers. */
export const outcomeLabels = {
  intent: 'Started',
  succeeded: 'Succeeded',
  failed: 'Failed',
  denied: 'Denied',
} satisfies Record<Outcome, string>

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <StatusBadge status={outcome} label={outcomeLabels[outcome]} />
}
