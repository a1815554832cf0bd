import { useSignal } from '@preact/signals'
import type { SavedQuery } from '../../../analytics/contract/sql.ts'
import { api } from '../../lib/api.ts'
import { errorText } from '../../lib/error-text.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Checkbox, Field, Form } from '../../parts/field.tsx'

type SaveProps = {
  query: string
  params: Readonly<Record<string, string>>
  /** The saved query that is on show; it is changed when it is the reader's own. */
  open: SavedQuery | null
  onSaved: (saved: SavedQuery) => void
  onClose: () => void
}

/** Keeps a query under a name, for oneself or for everyone who may run SQL. */
export function SaveDialog({ query, params, open, onSaved, onClose }: SaveProps) {
  const own = open?.own === true ? open : null
  const name = useSignal(own?.name ?? '')
  const shared = useSignal(own?.shared ?? false)
  const busy = useSignal(false)
  const refusal = useSignal<string | null>(null)
  const submit = async () => {
    if (busy.value) return
    if (name.value.trim() === '') {
      refusal.value = 'Give it a name.'
      return
    }
    busy.value = true
    const body = { name: name.value.trim(), query, params: { ...params }, shared: shared.value }
    try {
      const saved =
        own !== null && own.name === body.name
          ? await api('PATCH /sql/queries/:id', { params: { id: own.id }, body })
          : await api('POST /sql/queries', { body })
      showToast('positive', `${saved.name} is saved.`)
      onSaved(saved)
      onClose()
    } catch (cause) {
      refusal.value = errorText(cause)
      busy.value = false
    }
  }
  return (
    <Dialog title="Save query" onClose={onClose}>
      <Form error={refusal.value} onSubmit={() => void submit()}>
        <Field
          label="Name"
          value={name.value}
          hint={own === null ? 'As you will look for it.' : 'Another name saves another query.'}
          onInput={(value) => {
            name.value = value
          }}
        />
        <Checkbox
          label="Everyone who may run SQL can see and run it"
          checked={shared.value}
          onChange={(checked) => {
            shared.value = checked
          }}
        />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy.value}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
