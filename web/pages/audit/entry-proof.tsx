import { useSignal } from '@preact/signals'
import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { api } from '../../lib/api.ts'
import { saveText } from '../../lib/download.ts'
import { errorText } from '../../lib/error-text.ts'
import { count } from '../../lib/format.ts'
import { browserEd25519, entryFault } from '../../models/entry-proof.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import './audit.css'

type Checked = { fault: string | null; size: number; file: string }

/** Asks for the proof that the entry stands under a signed checkpoint, and checks it in this browser. */
export function EntryProof({ entry }: { entry: AuditEntryItem }) {
  const checked = useSignal<Checked | null>(null)
  const refusal = useSignal<string | null>(null)
  const busy = useSignal(false)
  const check = async () => {
    busy.value = true
    refusal.value = null
    try {
      const proof = await api('GET /audit/proof/:seq', { params: { seq: String(entry.seq) } })
      const checkpoint = await api('GET /audit/checkpoint', { query: { size: proof.size } })
      const fault = await entryFault(entry, proof, checkpoint, browserEd25519)
      checked.value = { fault, size: proof.size, file: proof.tlog_proof }
    } catch (cause) {
      refusal.value = errorText(cause)
    } finally {
      busy.value = false
    }
  }
  const result = checked.value
  return (
    <>
      <div role="status">
        {result === null && refusal.value === null && (
          <p class="muted">
            The proof that this entry stands in the ledger is checked here, not by the server.
          </p>
        )}
        {refusal.value !== null && <p class="form-error">{refusal.value}</p>}
        {result !== null && (
          <p class={result.fault === null ? 'verdict verdict-good' : 'verdict verdict-bad'}>
            <Icon name={result.fault === null ? 'check' : 'warning'} />
            {result.fault ?? `Stands under the signed checkpoint of ${count(result.size)} entries.`}
          </p>
        )}
      </div>
      <div class="verdict-actions">
        <Button busy={busy.value} onClick={() => void check()}>
          Check the proof
        </Button>
        {result !== null && (
          <Button
            icon="download"
            onClick={() => saveText(`audit-entry-${entry.seq}.tlog-proof`, result.file)}
          >
            Keep the proof
          </Button>
        )}
      </div>
    </>
  )
}
