import { api } from '../../lib/api.ts'
import { useForm } from '../../models/form.ts'
import { Button } from '../../parts/button.tsx'
import { type Choice, Form, Select } from '../../parts/field.tsx'

const graceChoices: readonly Choice[] = [
  ['0', 'Stops at once'],
  ['3600', 'Works for 1 hour more'],
  ['86400', 'Works for 1 day more'],
  ['604800', 'Works for 7 days more'],
]

/** Makes a new secret; the old one may go on for a while, so that nothing stands still meanwhile. */
export function RotateForm({ keyId, onSecret }: { keyId: string; onSecret: (secret: string) => void }) {
  const form = useForm(() => ({
    initial: { grace_s: '3600' },
    async send({ grace_s }) {
      const body = { grace_s: Number(grace_s) }
      const key = await api('POST /api-keys/:id/rotate', { params: { id: keyId }, body })
      onSecret(key.api_key)
    },
  }))
  const grace = form.field('grace_s')
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Select
        label="The secret it has now"
        large
        value={grace.value}
        error={grace.error}
        choices={graceChoices}
        onChange={grace.onInput}
      />
      <div class="form-actions">
        <Button type="submit" busy={form.busy.value}>
          Make a new secret
        </Button>
      </div>
    </Form>
  )
}
