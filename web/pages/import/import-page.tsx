import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { uploadsModel } from '../../models/uploads.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import './import.css'
import { SendingView } from './sending-view.tsx'
import { UploadsTable } from './uploads-table.tsx'

/** Brings in calls that happened before, or elsewhere, from a file. */
export function ImportPage() {
  const model = useModel(uploadsModel)
  const file = useSignal<File | null>(null)
  useEffect(() => void model.load(), [model])
  const sending = model.sending.value
  const isBusy = sending !== null && !sending.isOver
  return (
    <>
      <PageHeader
        title="Import"
        lead="Calls from before, or from a system that cannot push them. Each row is scanned and stored like a pushed call."
      />
      <Section title="A file">
        <div class="section-body import-form">
          <FileDrop
            label="CSV or JSON lines"
            hint="Plain or packed with gzip, up to 1 GiB. Drop it here or choose it."
            accept=".csv,.tsv,.jsonl,.ndjson,.gz"
            file={file.value}
            onFile={(chosen) => {
              file.value = chosen
            }}
          />
          <p class="muted">
            Columns are known by their usual names: model, prompt, response or messages, timestamp, user,
            tokens, cost. A file may be sent again within a week; what is stored already is not stored twice.
          </p>
          <div class="import-deeds">
            <Button
              look="primary"
              icon="upload"
              busy={isBusy}
              disabled={file.value === null}
              onClick={() => {
                if (file.value !== null) void model.send(file.value)
              }}
            >
              Import
            </Button>
            {isBusy && <Button onClick={() => model.stop()}>Stop</Button>}
          </div>
          <div role="status">{sending !== null && <SendingView sending={sending} />}</div>
        </div>
      </Section>
      <Section title="Imports" lead="Files of the organization, newest first.">
        <UploadsTable list={model.list} />
      </Section>
    </>
  )
}
