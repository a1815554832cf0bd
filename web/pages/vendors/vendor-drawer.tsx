import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { api } from '../../lib/api.ts'
import { intervalWords, spanText, streamKindLabels } from '../../lib/collection-words.ts'
import { count, humanize } from '../../lib/format.ts'
import { navigate } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'
import './vendors.css'

type VendorDrawerProps = { vendor: CatalogueVendor; onRemoved: () => void; onClose: () => void }

/** One vendor: what it gives and does not give, and what a credential for it is. */
export function VendorDrawer({ vendor, onRemoved, onClose }: VendorDrawerProps) {
  const { vendor_id, label, enabled, custom, credentials } = vendor
  const mayConnect = may('credentials:write') && enabled
  return (
    <Drawer
      title={label}
      actions={
        mayConnect && (
          <Button
            look="primary"
            icon="plus"
            onClick={() => navigate(`/vendors/credentials?new=1&vendor=${vendor_id}`)}
          >
            Connect
          </Button>
        )
      }
      onClose={onClose}
    >
      <Facts>
        <Fact name="Credentials">
          {credentials === 0 ? 'Not connected' : <a href="/vendors/credentials">{count(credentials)}</a>}
        </Fact>
        <Fact name="State">
          {enabled ? 'Available' : <Badge tone="medium">Switched off by the operator</Badge>}
        </Fact>
        <Fact name="Money as it reports it">{vendor.units.money}</Fact>
        <Fact name="Time as it reports it">{vendor.units.time}</Fact>
        <Fact name="Id">
          <code>{vendor_id}</code>
        </Fact>
        {vendor.collector_url !== null && (
          <Fact name="Address" wide>
            <code>{vendor.collector_url}</code>
          </Fact>
        )}
      </Facts>
      <Given vendor={vendor} />
      {vendor.absent.length > 0 && (
        <Part title="What it does not give">
          <dl class="reasons">
            {vendor.absent.map(({ kind, why }) => (
              <div key={kind}>
                <dt>{streamKindLabels[kind]}</dt>
                <dd>{why}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <Part title={vendor.credential_kinds.length === 1 ? 'What it needs' : 'What it takes, any of'}>
        <dl class="reasons">
          {vendor.credential_kinds.map(({ kind, label: kindLabel, help }) => (
            <div key={kind}>
              <dt>{kindLabel}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
      </Part>
      {custom && may('credentials:write') && (
        <Removal vendor={vendor} onRemoved={onRemoved} onClose={onClose} />
      )}
    </Drawer>
  )
}

function Given({ vendor: { streams, credential_kinds } }: { vendor: CatalogueVendor }) {
  return (
    <Part title="What it gives">
      {streams.length === 0 ? (
        <p class="muted">It has no report that could be read. A credential is checked, and that is all.</p>
      ) : (
        <ul class="given-list">
          {streams.map((stream) => (
            <li key={stream.stream}>
              <p>
                <b>{humanize(stream.stream)}</b> <KindBadge stream={stream} />
              </p>
              <p class="muted">
                {stream.bucket_s === null ? 'Single records' : `Sums of ${spanText(stream.bucket_s)}`}
                {`, read ${intervalWords(stream.interval_s)}`}
                {stream.history_s > 0 && `, back to ${spanText(stream.history_s)} ago`}
                {stream.overlap_s > 0 && `; late figures are looked for ${spanText(stream.overlap_s)} back`}.
                {neededFor(stream, credential_kinds)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

/** Which credential a stream needs, where not every kind reads it. */
function neededFor(
  { credential_kinds: kinds }: CatalogueVendor['streams'][number],
  known: CatalogueVendor['credential_kinds'],
): string {
  if (kinds === null || kinds.length === known.length) return ''
  const labels = known.filter(({ kind }) => kinds.includes(kind)).map(({ label }) => label)
  return ` Needs: ${labels.join(' or ')}.`
}

/** What kind of report a stream is, where its name does not say it already. */
function KindBadge({ stream: { stream, kind } }: { stream: CatalogueVendor['streams'][number] }) {
  const label = streamKindLabels[kind]
  return label === humanize(stream) ? null : <Badge>{label}</Badge>
}

function Removal({ vendor: { vendor_id, label, credentials }, onRemoved, onClose }: VendorDrawerProps) {
  if (credentials > 0) {
    return (
      <Part title="Remove">
        <p class="muted">
          It can be removed once it has no credential left.{' '}
          <a href="/vendors/credentials">See the credentials</a>
        </p>
      </Part>
    )
  }
  const remove = async () => {
    await api('DELETE /vendors/:id', { params: { id: vendor_id } })
    showToast('positive', `${label} is removed. What it sent stays.`)
    onRemoved()
    onClose()
  }
  return (
    <DangerPart
      title="Remove"
      lead="It is asked no more. What it sent stays."
      confirm="Remove vendor"
      question={`Remove ${label}?`}
      onConfirm={remove}
    >
      <p>It can be added again with the same id at any time.</p>
    </DangerPart>
  )
}
