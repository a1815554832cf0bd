import type { CustomDetectorItem } from '../../../analytics/contract/compliance.ts'
import { api } from '../../lib/api.ts'
import { dataTypeLabel } from '../../lib/detection-words.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { SeverityBadge } from '../../parts/badge.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'
import { PlainText } from '../../parts/marked-text.tsx'
import { type OwnDetectorBody, OwnDetectorForm } from './own-detector-form.tsx'

type NewProps = { onChanged: () => void; onClose: () => void }

/** A new detector, which can be tried before it is saved. */
export function NewOwnDetectorDrawer({ onChanged, onClose }: NewProps) {
  const save = async (body: OwnDetectorBody) => {
    await api('POST /compliance/custom-detectors', { body })
    showToast('positive', `${body.label} is looked for from now on.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title="New detector" onClose={onClose}>
      <OwnDetectorForm item={null} save={save} onClose={onClose} />
    </Drawer>
  )
}

type OwnDetectorProps = NewProps & { item: CustomDetectorItem }

/** One detector of the organization's own: changed, tried, deleted, or looked at. */
export function OwnDetectorDrawer({ item, onChanged, onClose }: OwnDetectorProps) {
  const params = { id: item.id }
  const save = async (body: OwnDetectorBody) => {
    await api('PUT /compliance/custom-detectors/:id', { params, body })
    showToast('positive', `${body.label} is changed.`)
    onChanged()
    onClose()
  }
  const remove = async () => {
    await api('DELETE /compliance/custom-detectors/:id', { params })
    showToast('positive', `${item.label} is deleted.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title={item.label} onClose={onClose}>
      {may('detectors:write') ? (
        <>
          <OwnDetectorForm item={item} save={save} onClose={onClose} />
          <DangerPart
            title="Delete the detector"
            lead="What it found so far stays in the events."
            confirm="Delete"
            question={`Delete ${item.label}?`}
            onConfirm={remove}
          >
            <p>What arrives from now on is no longer searched for it, and such text stays readable.</p>
          </DangerPart>
        </>
      ) : (
        <Definition item={item} />
      )}
    </Drawer>
  )
}

function Definition({ item }: { item: CustomDetectorItem }) {
  return (
    <>
      <Facts>
        <Fact name="Data type">{dataTypeLabel(item.category)}</Fact>
        <Fact name="Severity">
          <SeverityBadge severity={item.severity} />
        </Fact>
        <Fact name="Code" wide>
          <code>{item.code}</code>
        </Fact>
      </Facts>
      <Part title={item.pattern === null ? 'Keywords' : 'Pattern'}>
        <PlainText text={item.pattern ?? (item.keywords ?? []).join('\n')} />
      </Part>
    </>
  )
}
