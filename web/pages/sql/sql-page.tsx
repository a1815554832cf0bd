import { useSignal, useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { SavedQuery } from '../../../analytics/contract/sql.ts'
import { ApiError, api } from '../../lib/api.ts'
import { errorText } from '../../lib/error-text.ts'
import { parametersIn } from '../../lib/sql-completion.ts'
import { savedQueriesModel, sqlRun, sqlSchemaModel } from '../../models/sql.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Editor } from './editor.tsx'
import { ResultSection } from './result-section.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { SidePanel } from './side-panel.tsx'
import './sql.css'

/** Outlives a visit to another page. */
let lastText = ''

/** Queries over the organization's events and rollups: written with the names at hand, run, kept and exported. */
export function SqlPage() {
  const schema = useModel(sqlSchemaModel)
  const saved = useModel(savedQueriesModel)
  const run = useModel(sqlRun)
  const text = useSignal(lastText)
  const params = useSignal<Readonly<Record<string, string>>>({})
  const open = useSignal<SavedQuery | null>(null)
  const saving = useSignal(false)
  const removing = useSignal<SavedQuery | null>(null)
  const isFilled = useRef(lastText !== '')
  useSignalEffect(() => {
    const first = schema.data.value?.examples[0]
    if (isFilled.current || first === undefined) return
    isFilled.current = true
    text.value = first.query
  })
  useSignalEffect(() => {
    lastText = text.value
  })
  const named = parametersIn(text.value)
  const start = () => {
    if (text.value.trim() !== '') void run.run(text.value, params.value)
  }
  const save = (format: 'csv' | 'json' | 'jsonl' | 'tsv' | 'parquet' | 'arrow') =>
    run
      .save(text.value, params.value, format)
      .catch((cause: unknown) => showToast('negative', errorText(cause)))
  const openQuery = (query: string, from: SavedQuery | null) => {
    open.value = from
    params.value = { ...params.value, ...from?.params }
    text.value = query
  }
  const { value: error } = run.error
  return (
    <>
      <PageHeader
        title="SQL"
        lead="Read-only ClickHouse SQL over your organization’s events, costs and rollups. People stand in it by their id."
      />
      <div class="sql">
        <SidePanel
          schema={schema.data.value}
          schemaError={schema.error.value}
          onSchemaRetry={() => void schema.load()}
          saved={saved.rows.value}
          onInsert={(name) => {
            text.value = `${text.value}${/[\s(.]$|^$/.test(text.value) ? '' : ' '}${name}`
          }}
          onOpen={openQuery}
          onRemove={(query) => {
            removing.value = query
          }}
        />
        <div class="sql-main">
          <section class="card sql-write" aria-label="Query">
            <Editor
              value={text.value}
              schema={schema.data.value}
              wrongAt={error instanceof ApiError ? (error.position?.offset ?? null) : null}
              onInput={(value) => {
                text.value = value
              }}
              onRun={start}
            />
            {named.length > 0 && (
              <div class="sql-params">
                {named.map(({ name, type }) => (
                  <Field
                    key={name}
                    label={`${name} (${type})`}
                    value={params.value[name] ?? ''}
                    onInput={(value) => {
                      params.value = { ...params.value, [name]: value }
                    }}
                  />
                ))}
              </div>
            )}
            <div class="sql-actions">
              <Button look="primary" icon="play" busy={run.busy.value} onClick={start}>
                Run
              </Button>
              {run.busy.value && <Button onClick={run.cancel}>Cancel</Button>}
              <Button
                onClick={() => {
                  saving.value = true
                }}
              >
                Save
              </Button>
              {open.value !== null && <span class="muted">{open.value.name}</span>}
            </div>
          </section>
          <ResultSection run={run} onSave={(format) => void save(format)} />
        </div>
      </div>
      {saving.value && (
        <SaveDialog
          query={text.value}
          params={Object.fromEntries(named.map(({ name }) => [name, params.value[name] ?? '']))}
          open={open.value}
          onSaved={(query) => {
            open.value = query
            void saved.load({ keepRows: true })
          }}
          onClose={() => {
            saving.value = false
          }}
        />
      )}
      {removing.value !== null && (
        <RemoveDialog
          query={removing.value}
          onRemoved={() => void saved.load({ keepRows: true })}
          onClose={() => {
            removing.value = null
          }}
        />
      )}
    </>
  )
}

type RemoveProps = { query: SavedQuery; onRemoved: () => void; onClose: () => void }

function RemoveDialog({ query, onRemoved, onClose }: RemoveProps) {
  const remove = async () => {
    await api('DELETE /sql/queries/:id', { params: { id: query.id } })
    showToast('positive', `${query.name} is removed.`)
    onRemoved()
    onClose()
  }
  return (
    <ConfirmDialog title={`Remove ${query.name}?`} confirm="Remove" onConfirm={remove} onClose={onClose}>
      <p>{query.shared ? 'Nobody else can open it from then on.' : 'It is yours alone, and gone then.'}</p>
    </ConfirmDialog>
  )
}
