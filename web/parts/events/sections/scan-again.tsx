import { useSignal } from '@preact/signals'
import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import type { ScannedAgain } from '../../../../analytics/contract/evidence.ts'
import { api } from '../../../lib/api.ts'
import { errorText } from '../../../lib/error-text.ts'
import { detectorLabel } from '../../../models/detectors.ts'
import { may } from '../../../models/session.ts'
import { showToast } from '../../../models/toasts.ts'
import { Button } from '../../button.tsx'
import { Part } from '../../facts.tsx'

/** One event before today's detectors, and what they say otherwise. */
export function ScanAgainSection({ event }: { event: AegisEvent }) {
  const said = useSignal<ScannedAgain | null>(null)
  const isBusy = useSignal(false)
  if (event.kind !== 'llm' || !may('detectors:write')) return null
  const scan = async () => {
    isBusy.value = true
    try {
      said.value = await api('POST /compliance/scan/:id', { params: { id: event.id } })
    } catch (error) {
      showToast('negative', errorText(error))
    } finally {
      isBusy.value = false
    }
  }
  return (
    <Part title="Detectors of today">
      {said.value !== null && <p>{wordsOf(said.value)}</p>}
      <div>
        <Button icon="refresh" busy={isBusy.value} onClick={() => void scan()}>
          Scan again
        </Button>
      </div>
    </Part>
  )
}

function wordsOf({ source, is_corrected, before, after }: ScannedAgain): string {
  if (source === null) return 'There is no text to read.'
  const read = source === 'evidence' ? 'The original was read.' : 'The redacted excerpt was read.'
  if (!is_corrected) return `${read} Nothing changed.`
  const names = (hits: readonly string[]) => hits.map(detectorLabel).join(', ')
  const added = after.compliance_hits.filter((code) => !before.compliance_hits.includes(code))
  const gone = before.compliance_hits.filter((code) => !after.compliance_hits.includes(code))
  const changes = [
    added.length > 0 && `New: ${names(added)}.`,
    gone.length > 0 && `No longer found: ${names(gone)}.`,
    added.length + gone.length === 0 && 'It was brought up to date.',
  ]
  return [read, ...changes.filter(Boolean)].join(' ')
}
