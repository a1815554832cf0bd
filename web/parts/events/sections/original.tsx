import { useSignal } from '@preact/signals'
import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import type { Revealed } from '../../../../analytics/contract/evidence.ts'
import { api } from '../../../lib/api.ts'
import { dataTypeLabel } from '../../../models/evidence.ts'
import { useForm } from '../../../models/form.ts'
import { may } from '../../../models/session.ts'
import { Button } from '../../button.tsx'
import { Part } from '../../facts.tsx'
import { Field, Form } from '../../field.tsx'
import { Excerpt } from '../excerpt.tsx'

const reasonCharsMin = 5

/** The original of an event, for who may see it and says why. It is forgotten when the drawer closes. */
export function OriginalSection({ event }: { event: AegisEvent }) {
  const shown = useSignal<Revealed | null>(null)
  const isAsked = useSignal(false)
  if (event.kind !== 'llm' || !may('events:reveal')) return null
  const open = () => {
    isAsked.value = true
  }
  const forget = () => {
    shown.value = null
    isAsked.value = false
  }
  if (shown.value !== null) return <Original revealed={shown.value} onHide={forget} />
  return (
    <Part title="Original">
      {isAsked.value ? (
        <ReasonForm
          eventId={event.id}
          onCancel={forget}
          onShown={(revealed) => {
            shown.value = revealed
          }}
        />
      ) : (
        <>
          <p class="excerpt-note">
            If the original is kept, it is shown for a reason, which the audit log keeps.
          </p>
          <div>
            <Button icon="eye" onClick={open}>
              Show original
            </Button>
          </div>
        </>
      )}
    </Part>
  )
}

type ReasonProps = { eventId: string; onCancel: () => void; onShown: (revealed: Revealed) => void }

function ReasonForm({ eventId, onCancel, onShown }: ReasonProps) {
  const form = useForm(() => ({
    initial: { reason: '' },
    check: ({ reason }) => ({
      reason: reason.trim().length < reasonCharsMin ? 'Say why in a few words.' : null,
    }),
    async send({ reason }) {
      onShown(await api('POST /events/:id/reveal', { params: { id: eventId }, body: { reason } }))
    },
  }))
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field
        label="Reason"
        autoComplete="off"
        hint="It stands in the audit log under your name, with this event."
        {...form.field('reason')}
      />
      <div class="form-actions">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={form.busy.value}>
          Show
        </Button>
      </div>
    </Form>
  )
}

function Original({ revealed, onHide }: { revealed: Revealed; onHide: () => void }) {
  const { prompt, response, findings, data_type } = revealed
  return (
    <Part title="Original">
      {prompt !== '' && (
        <Excerpt title="Prompt" text={prompt} findings={findings.filter(({ field }) => field === 'prompt')} />
      )}
      {response !== '' && (
        <Excerpt
          title="Response"
          text={response}
          findings={findings.filter(({ field }) => field === 'response')}
        />
      )}
      <p class="excerpt-note">
        As it came, with what today’s detectors find. Sealed as “{dataTypeLabel(data_type)}”. It is forgotten
        when this closes.
      </p>
      <div>
        <Button onClick={onHide}>Hide original</Button>
      </div>
    </Part>
  )
}
