import { useMemo } from 'preact/hooks'
import type { Finding } from '../../../detectors/index.ts'
import { humanize, percentage } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { Badge, SeverityBadge } from '../../parts/badge.tsx'
import { type Column, Table } from '../../parts/table.tsx'

const pageRows = 50

/** What was found, in the order of the text. */
export function FindingsTable({ text, findings }: { text: string; findings: readonly Finding[] }) {
  const columns = useMemo(() => columnsOf(text), [text])
  return (
    <Table
      caption="Findings"
      columns={columns}
      rows={findings}
      rowKey={({ code, start, end }) => `${code} ${start} ${end}`}
      pageRows={pageRows}
      card={(finding) => <FindingCard finding={finding} text={text} />}
    />
  )
}

const columnsOf = (text: string): readonly Column<Finding>[] => [
  { key: 'label', header: 'Detector', cell: ({ code }) => <Named code={code} /> },
  {
    key: 'value',
    header: 'Value',
    share: 34,
    cell: ({ start, end }) => <code>{text.slice(start, end)}</code>,
  },
  { key: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { key: 'level', header: 'Certainty', cell: (finding) => <Certainty finding={finding} /> },
]

function Named({ code }: { code: string }) {
  return (
    <>
      {detectorLabel(code)} <code class="muted">{code}</code>
    </>
  )
}

function Certainty({ finding }: { finding: Finding }) {
  return (
    <>
      {humanize(finding.level)}, {percentage(finding.confidence)}{' '}
      {finding.test_value && <Badge>Published sample</Badge>}
    </>
  )
}

function FindingCard({ finding, text }: { finding: Finding; text: string }) {
  return (
    <span class="playground-card">
      <Named code={finding.code} />
      <code>{text.slice(finding.start, finding.end)}</code>
      <span>
        <SeverityBadge severity={finding.severity} /> <span class="muted">Certainty</span>{' '}
        <Certainty finding={finding} />
      </span>
    </span>
  )
}
