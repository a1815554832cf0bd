import type { UploadItem } from '../../../analytics/contract/uploads.ts'
import { count } from '../../lib/format.ts'
import type { Sending } from '../../models/uploads.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Progress } from '../../parts/progress.tsx'
import './import.css'

/** How far a file was read, what became of its rows, and which of them could not be read. */
export function SendingView({ sending: { file, upload, error, isOver } }: { sending: Sending }) {
  const share = isOver && error === null ? 1 : file.size === 0 ? 0 : (upload?.bytes_read ?? 0) / file.size
  return (
    <div class="import-result">
      <div>
        <b>{file.name}</b> <StatusBadge status={stateOf(isOver, error)} />
      </div>
      <Progress share={Math.min(1, share)} label={`${file.name} read`} />
      {error !== null && (
        <p class="notice" role="alert">
          {error}
        </p>
      )}
      {upload !== null && <Counts upload={upload} />}
      {upload !== null && <Faults upload={upload} />}
    </div>
  )
}

const stateOf = (isOver: boolean, error: string | null): UploadItem['status'] =>
  error !== null ? 'failed' : isOver ? 'succeeded' : 'running'

function Counts({ upload }: { upload: UploadItem }) {
  const counts = [
    ['Rows read', upload.rows_read],
    ['Stored', upload.ingested],
    ['Stored before', upload.duplicates],
    ['Quarantined', upload.quarantined],
    ['Not readable', upload.unreadable],
  ] as const
  return (
    <dl class="import-counts">
      {counts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The first rows that something was wrong with. */
function Faults({ upload: { faults } }: { upload: UploadItem }) {
  if (faults.length === 0) return null
  return (
    <div>
      <p class="muted">What was noticed, by line:</p>
      <ul class="import-faults">
        {faults.map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            Line {count(line)}: {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}
