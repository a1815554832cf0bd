import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import './events.css'

/** Whose model, and which. */
export function VendorModel({ vendorId, model }: { vendorId: string; model: string }) {
  return (
    <span class="vendor-model" title={`${vendorLabel(vendorId)} · ${model}`}>
      <span class="vendor-name">{vendorLabel(vendorId)}</span>
      <span class="model-name">{model}</span>
    </span>
  )
}
