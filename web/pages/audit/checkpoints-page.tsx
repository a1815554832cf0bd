import { useEffect } from 'preact/hooks'
import type { z } from 'zod'
import type { Endpoints } from '../../../analytics/contract/endpoints.ts'
import { api } from '../../lib/api.ts'
import { saveText } from '../../lib/download.ts'
import { count } from '../../lib/format.ts'
import { type PagedList, pagedList } from '../../models/paged-list.ts'
import { type Resource, resource } from '../../models/resource.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Fact, Facts, Id } from '../../parts/facts.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { CopyBlock } from '../../parts/secret.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import './audit.css'
import { TargetSection } from './target-section.tsx'

type Checkpoint = z.infer<Endpoints['GET /audit/checkpoint']['response']>

const save = ({ size, note }: Checkpoint) => saveText(`audit-checkpoint-${size}.txt`, note)

const columns: readonly Column<Checkpoint>[] = [
  { key: 'at', header: 'Signed', cell: ({ at }) => <LogTime at={at} /> },
  { key: 'size', header: 'Entries', align: 'end', cell: ({ size }) => count(size) },
  {
    key: 'root',
    header: 'Root',
    share: 60,
    wideInCard: true,
    cell: ({ root }) => <code title={root}>{root}</code>,
  },
  {
    key: 'keep',
    header: 'Keep',
    align: 'end',
    cell: (checkpoint) => (
      <Button size="small" icon="download" onClick={() => save(checkpoint)}>
        Download<span class="visually-hidden"> the checkpoint of {String(checkpoint.size)} entries</span>
      </Button>
    ),
  },
]

function checkpointsModel(): PagedList<Checkpoint> {
  return pagedList<Checkpoint>((cursor, signal) =>
    api('GET /audit/checkpoints', { query: { limit: 25, cursor: cursor ?? undefined }, signal }),
  )
}

/** What the ledger has signed, and where it is sent so that the past cannot be rewritten unseen. */
export function CheckpointsPage() {
  const checkpoints = useModel(checkpointsModel)
  const latest = useModel(() => resource((signal) => api('GET /audit/checkpoint', { signal })))
  const rows = checkpoints.rows.value
  // Asking for the newest has the first one signed, so the list is asked for after it.
  useEffect(() => void latest.load().then(() => checkpoints.load()), [])
  return (
    <>
      <PageHeader
        title="Checkpoints"
        lead="Signed every 5 minutes or 1,000 entries. One kept elsewhere makes a rewritten past show."
      />
      <NewestSection latest={latest} />
      <TargetSection />
      <Section title="All checkpoints">
        <Table
          caption="Checkpoints, newest first"
          columns={columns}
          rows={rows}
          rowKey={({ size }) => String(size)}
          error={checkpoints.error.value}
          onRetry={() => void checkpoints.load()}
          more={{
            has: checkpoints.hasMore.value,
            loading: checkpoints.loadingMore.value,
            load: () => void checkpoints.more(),
          }}
          skeletonRows={4}
          empty={
            <EmptyState icon="audit" title="Nothing has been signed yet">
              <p>The first checkpoint follows the first entry within 5 minutes.</p>
            </EmptyState>
          }
        />
      </Section>
    </>
  )
}

function NewestSection({ latest }: { latest: Resource<Checkpoint> }) {
  const newest = latest.data.value
  return (
    <Section
      title="Newest checkpoint"
      actions={
        newest && (
          <Button icon="download" onClick={() => save(newest)}>
            Download
          </Button>
        )
      }
    >
      {newest === null && latest.error.value !== null && (
        <ErrorState error={latest.error.value} onRetry={() => void latest.load()} />
      )}
      {newest === null && latest.error.value === null && (
        <div class="section-body">
          <Skeleton height={240} />
        </div>
      )}
      {newest !== null && (
        <div class="section-body checkpoint-note">
          <Facts>
            <Fact name="Ledger">
              <code>{newest.origin}</code>
            </Fact>
            <Fact name="Entries">{count(newest.size)}</Fact>
            <Fact name="Verifier key" wide>
              <Id text={newest.vkey} what="verifier key" />
            </Fact>
          </Facts>
          <CopyBlock what="checkpoint" text={newest.note} />
        </div>
      )}
    </Section>
  )
}
