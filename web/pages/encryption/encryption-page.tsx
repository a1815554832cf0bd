import { count } from '../../lib/format.ts'
import { type KeyRing, keyRingModel } from '../../models/encryption.ts'
import { useModel } from '../../models/use-model.ts'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ErrorState, StaleNotice } from '../../parts/states.tsx'
import { DataKeysSection, WrappingKeysSection } from './keys-sections.tsx'
import { ProofSection } from './proof-section.tsx'
import { RotationsSection } from './rotations-section.tsx'

/** The keys that secrets and evidence are sealed with, their rotation, and the proof that everything opens. */
export function EncryptionPage() {
  const model = useModel(keyRingModel)
  const ring = model.data.value
  const error = model.error.value
  const reload = () => void model.load()
  return (
    <>
      <PageHeader
        title="Encryption"
        lead="Secrets and evidence are sealed with data keys, and those are wrapped by a key that no database holds."
      />
      {ring === null && error !== null ? (
        <div class="card">
          <ErrorState error={error} onRetry={reload} />
        </div>
      ) : (
        <>
          {error !== null && <StaleNotice error={error} onRetry={reload} />}
          <Figures ring={ring} />
          <RotationsSection ring={ring} onStarted={reload} />
          <ProofSection />
          <DataKeysSection ring={ring} />
          <WrappingKeysSection ring={ring} />
        </>
      )}
    </>
  )
}

const services = {
  worker_secret: 'Held by the server, in no database',
  aws_kms: 'In AWS KMS',
  vault_transit: 'In HashiCorp Vault',
} satisfies Record<KeyRing['service'], string>

function Figures({ ring }: { ring: KeyRing | null }) {
  const active = ring?.data_keys.filter(({ status }) => status === 'active') ?? []
  const records = ring?.data_keys.reduce((sum, key) => sum + key.records, 0) ?? 0
  const onOld =
    ring?.data_keys.reduce((sum, key) => sum + (key.status === 'active' ? 0 : key.records), 0) ?? 0
  return (
    <dl class="kpis">
      <KpiCard
        label="Wrapping keys"
        value={ring && count(ring.wrapping_keys.filter(({ status }) => status !== 'destroyed').length)}
        note={ring ? services[ring.service] : ''}
      />
      <KpiCard
        label="Active data keys"
        value={ring && count(active.length)}
        note="One for each kind of data"
      />
      <KpiCard
        label="Sealed records"
        value={ring && count(records)}
        note={
          ring?.counted === false ? 'Without the event store, which does not answer' : 'Of your organization'
        }
      />
      <KpiCard
        label="Under older keys"
        value={ring && count(onOld)}
        note={
          onOld === 0
            ? 'Everything is under an active key'
            : 'All of them open; records of events keep theirs until they expire'
        }
      />
    </dl>
  )
}
