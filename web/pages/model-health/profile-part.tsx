import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ModelDetails, ModelProfile } from '../../../analytics/contract/models.ts'
import { ApiError, api } from '../../lib/api.ts'
import { errorText } from '../../lib/error-text.ts'
import { absoluteTime, duration } from '../../lib/format.ts'
import { featureLabel } from '../../lib/model-words.ts'
import { useForm } from '../../models/form.ts'
import { fieldProblem, fieldsOf, profileWith } from '../../models/model-health.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'
import { Field, Form, Select } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'

type ProfilePartProps = { details: ModelDetails; onChanged: () => void }

const dayMs = 86_400_000
const spans = { '1': 'Last 24 hours', '7': 'Last 7 days', '30': 'Last 30 days' } as const

/** What is normal for a model, and how that is learned, set and forgotten. */
export function ProfilePart({ details, onChanged }: ProfilePartProps) {
  const { model, profile } = details
  const isEditing = useSignal(false)
  const mayChange = may('detectors:write')
  const remove = async () => {
    await api('DELETE /models/profiles/:model', { params: { model } })
    showToast('positive', `What is normal for ${model} is forgotten.`)
    onChanged()
  }
  return (
    <>
      <Part title="What is normal">
        {profile === null ? (
          <p class="muted">
            Nothing is known. Once it is learned or set, drift, outliers and changed features are seen.
          </p>
        ) : (
          <Facts>
            <Fact name="Usual latency">
              {profile.baseline_latency_ms !== null && duration(profile.baseline_latency_ms)}
            </Fact>
            <Fact name={profile.source === 'learned' ? 'Learned' : 'Set by hand'}>
              <RelativeTime at={profile.updated_at} />
            </Fact>
            {profile.reference_from !== null && profile.reference_to !== null && (
              <Fact name="Features are compared with" wide>
                {absoluteTime(profile.reference_from)} to {absoluteTime(profile.reference_to)}
              </Fact>
            )}
          </Facts>
        )}
        {mayChange && <Learning model={model} onChanged={onChanged} />}
        {mayChange && !isEditing.value && (
          <div>
            <Button
              onClick={() => {
                isEditing.value = true
              }}
            >
              Set by hand
            </Button>
          </div>
        )}
        {mayChange && isEditing.value && (
          <ProfileEditor
            model={model}
            onSaved={onChanged}
            onClose={() => {
              isEditing.value = false
            }}
          />
        )}
      </Part>
      {mayChange && profile !== null && (
        <DangerPart
          title="Forget"
          lead="It has no drift any more, and its predictions no outliers. Events keep the risk that they have."
          confirm="Forget what is normal"
          question={`Forget what is normal for ${model}?`}
          onConfirm={remove}
        >
          <p>It can be learned again at any time.</p>
        </DangerPart>
      )}
    </>
  )
}

function Learning({ model, onChanged }: { model: string; onChanged: () => void }) {
  const days = useSignal<string>('7')
  const busy = useSignal(false)
  const refusal = useSignal<string | null>(null)
  const learn = async () => {
    busy.value = true
    refusal.value = null
    try {
      const from = new Date(Date.now() - Number(days.value) * dayMs).toISOString()
      await api('POST /models/profiles/:model/learn', { params: { model }, body: { from } })
      showToast('positive', `${model} is normal as it was: ${spanText(days.value)}.`)
      onChanged()
    } catch (cause) {
      refusal.value = errorText(cause)
    } finally {
      busy.value = false
    }
  }
  return (
    <>
      <div class="learning">
        <Select
          label="Learn from"
          value={days.value}
          choices={Object.entries(spans)}
          onChange={(value) => {
            days.value = value
          }}
        />
        <Button look="primary" busy={busy.value} onClick={() => void learn()}>
          Learn what is normal
        </Button>
      </div>
      <div role="alert">{refusal.value !== null && <p class="form-error">{refusal.value}</p>}</div>
    </>
  )
}

const spanText = (days: string): string =>
  (Object.hasOwn(spans, days) ? spans[days as keyof typeof spans] : '').toLowerCase()

type EditorProps = { model: string; onSaved: () => void; onClose: () => void }

/** Fetches the whole profile first: its distributions stay as they are. */
function ProfileEditor(props: EditorProps) {
  const known = useSignal<{ profile: ModelProfile | null } | null>(null)
  const problem = useSignal<string | null>(null)
  useEffect(() => {
    api('GET /models/profiles/:model', { params: { model: props.model } }).then(
      (profile) => {
        known.value = { profile }
      },
      (cause: unknown) => {
        if (cause instanceof ApiError && cause.status === 404) known.value = { profile: null }
        else problem.value = errorText(cause)
      },
    )
  }, [])
  if (problem.value !== null) return <p class="form-error">{problem.value}</p>
  if (known.value === null) return <Skeleton height={120} />
  return <ProfileForm {...props} profile={known.value.profile} />
}

function ProfileForm({ model, profile, onSaved, onClose }: EditorProps & { profile: ModelProfile | null }) {
  const initial = fieldsOf(profile)
  const names = Object.keys(initial)
  const form = useForm(() => ({
    initial,
    check: (values) =>
      Object.fromEntries(names.map((name) => [name, fieldProblem(name, values[name] ?? '')])),
    async send(values) {
      await api('PUT /models/profiles/:model', { params: { model }, body: profileWith(profile, values) })
      showToast('positive', `What is normal for ${model} is set.`)
      onSaved()
      onClose()
    },
  }))
  const features = names.flatMap((name) => (name.startsWith('mean:') ? [name.slice('mean:'.length)] : []))
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field
        label="Usual latency, in milliseconds"
        {...form.field('baseline_latency_ms')}
        hint="Empty: no drift is computed."
      />
      {features.map((feature) => (
        <div key={feature} class="form-row">
          <Field label={`${featureLabel(feature)}, mean`} {...form.field(`mean:${feature}`)} />
          <Field label={`${featureLabel(feature)}, standard deviation`} {...form.field(`std:${feature}`)} />
        </div>
      ))}
      <div class="form-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={form.busy.value}>
          Save
        </Button>
      </div>
    </Form>
  )
}
