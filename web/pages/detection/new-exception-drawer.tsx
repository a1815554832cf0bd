import { api } from '../../lib/api.ts'
import { detectors } from '../../models/detectors.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { expiryAt, expiryChoices } from '../../parts/choices.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { type Choice, Field, Form, Select, TextArea } from '../../parts/field.tsx'

const onDate = 'date'
const endChoices: readonly Choice[] = [
  ...expiryChoices.filter(([name]) => name !== 'never'),
  [onDate, 'Until a date'],
  ['never', 'Until it is removed'],
]

type NewExceptionProps = {
  /** The detector to begin with; empty for all. */
  code: string
  onAdded: () => void
  onClose: () => void
}

/** Lets a value pass, for a while or for good. */
export function NewExceptionDrawer({ code, onAdded, onClose }: NewExceptionProps) {
  const form = useForm(() => ({
    initial: { value: '', code, reason: '', end: 'quarter', expires_at: '' },
    check: ({ value, reason, end, expires_at }) => ({
      value: missing(value, 'Say which value.'),
      reason: missing(reason, 'Say why: whoever looks at it later wants to know.'),
      expires_at: end === onDate ? dateProblem(expires_at, Date.now()) : null,
    }),
    async send({ value, code, reason, end, expires_at }) {
      const endsAt = end === onDate ? new Date(expires_at).toISOString() : expiryAt(end, Date.now())
      await api('POST /compliance/allowances', {
        body: {
          value: value.trim(),
          reason,
          ...(code === '' ? {} : { code }),
          ...(endsAt === null ? {} : { expires_at: endsAt }),
        },
      })
      showToast('positive', 'The value passes from now on.')
      onAdded()
      onClose()
    },
  }))
  const chooser = (name: 'code' | 'end') => {
    const { value, error, onInput } = form.field(name)
    return { value, error, onChange: onInput, large: true } as const
  }
  return (
    <Drawer title="New exception" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field
          label="Value"
          autoComplete="off"
          hint="Exactly as it stands in texts: capitals, blanks and dashes count. It is kept sealed and never shown again, neither here nor by the API."
          {...form.field('value')}
          required
        />
        <Select
          label="Detector"
          {...chooser('code')}
          choices={[['', 'All detectors'], ...detectors().map((one): Choice => [one.code, one.label])]}
          hint="Others go on reporting it."
        />
        <TextArea label="Reason" rows={2} {...form.field('reason')} />
        <div class="form-row">
          <Select label="For how long" {...chooser('end')} choices={endChoices} />
          {form.values.value.end === onDate && (
            <Field label="Until" type="datetime-local" {...form.field('expires_at')} />
          )}
        </div>
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Add exception
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}

function dateProblem(text: string, nowMs: number): string | null {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) return 'Say when it ends.'
  return atMs <= nowMs ? 'It lies in the past.' : null
}
