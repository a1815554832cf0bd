import { useSignal } from '@preact/signals'
import type { SavedView, ViewPage } from '../../../analytics/contract/saved-views.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Checkbox, Field, Form } from '../../parts/field.tsx'

type SaveViewProps = {
  page: ViewPage
  filters: Record<string, string>
  onSaved: (view: SavedView) => void
  onClose: () => void
}

/** Asks for the name of a view, and whether others see it. */
export function SaveViewDialog({ page, filters, onSaved, onClose }: SaveViewProps) {
  const isShared = useSignal(false)
  const form = useForm(() => ({
    initial: { name: '' },
    check: ({ name }) => ({ name: missing(name, 'Name the view.') }),
    async send({ name }) {
      const view = await api('POST /saved-views', {
        body: { page, name, filters, is_shared: isShared.value },
      })
      showToast('positive', `The view ${view.name} is saved.`)
      onSaved(view)
      onClose()
    },
  }))
  return (
    <Dialog title="Save these filters" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="Name of the view" autoComplete="off" {...form.field('name')} required />
        <Checkbox
          label="Share it with everyone who may read all events"
          checked={isShared.value}
          onChange={(checked) => {
            isShared.value = checked
          }}
        />
        <p class="field-hint">
          A view keeps the filters, not the events. A time range like “Last 7 days” moves along; one that was
          drawn or typed stays. Sharing is written in the audit log.
        </p>
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Save view
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
