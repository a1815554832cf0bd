import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { EvidenceView } from '../../../analytics/contract/evidence.ts'
import { api } from '../../lib/api.ts'
import { absoluteTime, count } from '../../lib/format.ts'
import { dataTypeLabel, evidenceModel, sizeText } from '../../models/evidence.ts'
import { useForm } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { useConfirm } from '../../parts/confirm.tsx'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'

/** Whether the original texts of events are kept, for how long, and what is there. */
export function EvidencePage() {
  const model = useModel(evidenceModel)
  useEffect(() => void model.load(), [model])
  const view = model.data.value
  return (
    <>
      <PageHeader
        title="Evidence"
        lead="What people wrote and what models answered, as it came: sealed, apart from the events, and shown only for a reason that the audit log keeps."
      />
      {view === null && model.error.value !== null && (
        <div class="card">
          <ErrorState error={model.error.value} onRetry={() => void model.load()} />
        </div>
      )}
      {(view !== null || model.error.value === null) && (
        <>
          <Figures view={view} />
          <KeepingSection view={view} onChanged={() => void model.load()} />
          {view !== null && view.kept.events > 0 && (
            <KeptSection view={view} onDeleted={() => void model.load()} />
          )}
        </>
      )}
    </>
  )
}

/** The day alone: the figures are about days. */
const dayOf = (iso: string): string => absoluteTime(iso).split(',')[0] ?? ''

function Figures({ view }: { view: EvidenceView | null }) {
  const kept = view?.kept
  return (
    <dl class="kpis">
      <KpiCard label="Originals" value={kept ? count(kept.events) : null} note="Events whose text is kept" />
      <KpiCard
        label="Sealed size"
        value={kept ? sizeText(kept.bytes) : null}
        note="Compressed before it is sealed"
      />
      <KpiCard
        label="Oldest"
        value={kept ? (kept.oldest_at === null ? '–' : dayOf(kept.oldest_at)) : null}
        note="When that event happened"
      />
      <KpiCard
        label="Last expires"
        value={kept ? (kept.expires_at === null ? '–' : dayOf(kept.expires_at)) : null}
        note="Each goes by itself at the end of its days"
      />
    </dl>
  )
}

type KeepingProps = { view: EvidenceView | null; onChanged: () => void }

function KeepingSection({ view, onChanged }: KeepingProps) {
  return (
    <Section
      title="Keeping originals"
      lead="Off unless you turn it on. Events themselves only ever hold redacted excerpts."
      actions={view && (view.is_kept ? <Badge tone="positive">On</Badge> : <Badge>Off</Badge>)}
    >
      <div class="section-body section-form">
        {view === null ? (
          <Skeleton height={96} />
        ) : may('encryption:write') ? (
          <KeepingForm key={`${view.is_kept} ${view.retention_days}`} view={view} onChanged={onChanged} />
        ) : (
          <p class="muted">
            {view.is_kept ? `Kept for ${count(view.retention_days)} days.` : 'No originals are kept.'} Who may
            write encryption settings can change it.
          </p>
        )}
      </div>
    </Section>
  )
}

function KeepingForm({ view, onChanged }: { view: EvidenceView; onChanged: () => void }) {
  const wanted = useSignal(view.is_kept)
  const form = useForm(() => ({
    initial: { retention_days: String(view.retention_days) },
    check: ({ retention_days }) => ({
      retention_days: /^[1-9]\d{0,3}$/.test(retention_days.trim()) ? null : 'Enter a number of days.',
    }),
    async send({ retention_days }) {
      await api('PUT /evidence', {
        body: { is_kept: wanted.value, retention_days: Number(retention_days) },
      })
      showToast('positive', wanted.value ? 'Originals are kept from now on.' : 'No more originals are kept.')
      onChanged()
    },
  }))
  const send = (isKept: boolean) => {
    wanted.value = isKept
    void form.submit()
  }
  const { ask, dialog } = useConfirm({
    title: 'Keep no more originals?',
    confirm: 'Keep no more',
    onConfirm: async () => send(false),
    children: (
      <p>
        New events leave only redacted excerpts. What is kept already stays until its days are over, or until
        you delete it below.
      </p>
    ),
  })
  return (
    <>
      <Form error={form.refusal.value} onSubmit={() => send(true)}>
        <Field
          label="Days to keep"
          type="number"
          inputMode="numeric"
          hint={`From when the event happened; at most ${count(view.days_max)}, as your plan keeps events. A change holds for what comes from now on.`}
          {...form.field('retention_days')}
        />
        <div class="form-actions">
          <Button type="submit" look="primary" busy={form.busy.value}>
            {view.is_kept ? 'Save' : 'Keep originals'}
          </Button>
          {view.is_kept && <Button onClick={ask}>Keep no more</Button>}
        </div>
      </Form>
      {dialog}
    </>
  )
}

function KeptSection({ view, onDeleted }: { view: EvidenceView; onDeleted: () => void }) {
  const { kept } = view
  const { ask, dialog } = useConfirm({
    title: 'Delete every original?',
    confirm: 'Delete all',
    onConfirm: async () => {
      const { deleted } = await api('DELETE /evidence')
      showToast(
        'positive',
        deleted === 1 ? 'One original is deleted.' : `${count(deleted)} originals are deleted.`,
      )
      onDeleted()
    },
    children: (
      <p>
        Nobody can read them again, and a rescan has only the redacted excerpts. Events and what was found in
        them stay.
      </p>
    ),
  })
  return (
    <Section
      title="What is kept"
      lead="Each original is sealed with the key of the most sensitive kind of data that was found in it."
      actions={
        may('encryption:write') && (
          <Button look="danger" onClick={ask}>
            Delete all
          </Button>
        )
      }
    >
      <div class="section-body">
        <Facts>
          {kept.by_data_type.map(({ data_type, events }) => (
            <Fact key={data_type} name={dataTypeLabel(data_type)}>
              {count(events)}
            </Fact>
          ))}
        </Facts>
      </div>
      {dialog}
    </Section>
  )
}
