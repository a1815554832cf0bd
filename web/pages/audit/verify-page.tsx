import { useSignal } from '@preact/signals'
import { type Verdict, verifyExport } from '../../../analytics/ledger/index.ts'
import { browserEd25519 } from '../../models/entry-proof.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import './audit.css'
import { VerdictView } from './verdict.tsx'

/** Tells in this browser, without the server, whether an export of the ledger is complete and unchanged. */
export function VerifyPage() {
  const exported = useSignal<File | null>(null)
  const earlier = useSignal<File | null>(null)
  const vkey = useSignal('')
  const busy = useSignal(false)
  const refusal = useSignal<string | null>(null)
  const verdict = useSignal<Verdict | null>(null)

  const verify = async () => {
    if (exported.value === null || busy.value) return
    busy.value = true
    refusal.value = null
    verdict.value = null
    try {
      const trusted = vkey.value.trim()
      verdict.value = await verifyExport(await exported.value.text(), {
        verify: browserEd25519,
        vkeys: trusted === '' ? [] : [trusted],
        earlier: earlier.value === null ? [] : [await earlier.value.text()],
      })
    } catch {
      refusal.value =
        'This browser could not check it: it may not know Ed25519 signatures, or the file could not be read.'
    } finally {
      busy.value = false
    }
  }

  return (
    <>
      <PageHeader
        title="Verify an export"
        lead="Checked in this browser. The file is not sent anywhere, and the server is not asked."
      />
      <Section title="What to check">
        <div class="section-body verify-form">
          <Form error={refusal.value} onSubmit={() => void verify()}>
            <FileDrop
              label="Export of the audit log"
              hint="The JSON file; drop it here or choose it."
              accept=".json"
              file={exported.value}
              onFile={(file) => {
                exported.value = file
                verdict.value = null
              }}
            />
            <FileDrop
              label="Earlier checkpoint"
              hint="Optional. One that you kept shows that the past was not rewritten since."
              accept=".txt,.note"
              file={earlier.value}
              onFile={(file) => {
                earlier.value = file
                verdict.value = null
              }}
            />
            <Field
              label="Verifier key"
              hint="Optional. Without it the key that the export itself names is taken."
              autoComplete="off"
              value={vkey.value}
              onInput={(value) => {
                vkey.value = value
              }}
            />
            <div>
              <Button type="submit" look="primary" busy={busy.value} disabled={exported.value === null}>
                Verify
              </Button>
            </div>
          </Form>
        </div>
      </Section>
      <div role="status">{verdict.value !== null && <VerdictView verdict={verdict.value} />}</div>
    </>
  )
}
