import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { differences } from '../../lib/difference.ts'
import './audit.css'

/** The state before and after, name by name; what changed is marked by words and signs, not by colour alone. */
export function DetailsDifference({ entry }: { entry: AuditEntryItem }) {
  const { details, details_erased, details_damaged } = entry
  if (details_damaged) {
    return (
      <p class="form-error">The details are not those that were sealed with the entry. They are not shown.</p>
    )
  }
  if (details_erased) {
    return (
      <p class="muted">The details were erased with the person they were about. The entry itself stands.</p>
    )
  }
  const rows = differences(details?.before, details?.after)
  if (rows.length === 0) return <p class="muted">This entry carries no state before or after.</p>
  return (
    <div class="difference-scroll">
      <table class="difference">
        <caption class="visually-hidden">State before and after</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, before, after, changed }) => (
            <tr key={path} class={changed ? 'difference-changed' : undefined}>
              <th scope="row">
                <code>{path === '' ? 'value' : path}</code>
              </th>
              <td>
                {before === null ? <span class="muted">–</span> : changed ? <del>{before}</del> : before}
              </td>
              <td>{after === null ? <span class="muted">–</span> : changed ? <ins>{after}</ins> : after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
