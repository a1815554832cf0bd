import { useEffect } from 'preact/hooks'
import { api } from '../../lib/api.ts'
import { absoluteTime, count } from '../../lib/format.ts'
import { deed } from '../../models/deed.ts'
import { missing, useForm } from '../../models/form.ts'
import { resource } from '../../models/resource.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import './audit.css'

/** Where every new checkpoint is sent, out of the operator's hands. */
export function TargetSection() {
  const answer = useModel(() => resource((signal) => api('GET /audit/checkpoint-target', { signal })))
  const load = () => void answer.load()
  useEffect(load, [answer])
  const target = answer.data.value?.target ?? null
  const isKnown = answer.data.value !== null
  const remove = async () => {
    const run = () => api('DELETE /audit/checkpoint-target')
    if (await deed(run, 'Checkpoints are no longer sent.', 'The address could not be removed')) load()
  }
  return (
    <Section
      title="Sent to an address of your own"
      lead="Each new checkpoint is posted there over https, with the proof that it continues the one before."
    >
      <div class="section-body checkpoint-note">
        {!isKnown && answer.error.value !== null && <ErrorState error={answer.error.value} onRetry={load} />}
        {!isKnown && answer.error.value === null && <Skeleton height={64} />}
        {target !== null && (
          <Facts>
            <Fact name="Address" wide>
              <code>{target.url}</code>
            </Fact>
            <Fact name="Sent up to">
              {target.pushed_at === null ? 'Nothing yet' : `${count(target.pushed_size)} entries`}
            </Fact>
            <Fact name="Last sent">{target.pushed_at && absoluteTime(target.pushed_at)}</Fact>
            {target.last_error !== null && (
              <Fact name="Last error" wide>
                {target.last_error}
              </Fact>
            )}
          </Facts>
        )}
        {isKnown && may('audit:export') && (
          <TargetForm key={target?.url ?? ''} url={target?.url ?? ''} onChanged={load} />
        )}
        {isKnown && target === null && !may('audit:export') && <p class="muted">No address is set.</p>}
        {target !== null && may('audit:export') && (
          <div>
            <Button onClick={() => void remove()}>Stop sending</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

function TargetForm({ url, onChanged }: { url: string; onChanged: () => void }) {
  const form = useForm(() => ({
    initial: { url },
    check: (values) => ({ url: missing(values.url, 'Enter an address that begins with https://.') }),
    async send(body) {
      await api('PUT /audit/checkpoint-target', { body })
      showToast('positive', 'The next checkpoint is sent there.')
      onChanged()
    },
  }))
  return (
    <div class="section-form">
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field
          label="Address"
          type="url"
          autoComplete="off"
          hint="An https address that you run, apart from this instance."
          {...form.field('url')}
        />
        <div>
          <Button type="submit" busy={form.busy.value} disabled={form.values.value.url === url}>
            {url === '' ? 'Send checkpoints there' : 'Change the address'}
          </Button>
        </div>
      </Form>
    </div>
  )
}
