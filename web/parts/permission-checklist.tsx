import type { Permission } from '../../analytics/contract/permissions.ts'
import { permissionGroups } from '../lib/permission-groups.ts'
import './permission-checklist.css'

type ChecklistProps = {
  legend: string
  chosen: ReadonlySet<Permission>
  onChange: (chosen: ReadonlySet<Permission>) => void
  /** Which may be chosen: nobody gives what they do not have. */
  offered: (permission: Permission) => boolean
  error?: string | null
}

/** Permissions by what they are about, each with what it lets one do. */
export function PermissionChecklist({ legend, chosen, onChange, offered, error }: ChecklistProps) {
  const toggle = (permissions: readonly Permission[], on: boolean) => {
    const next = new Set(chosen)
    for (const permission of permissions) {
      if (on) next.add(permission)
      else next.delete(permission)
    }
    onChange(next)
  }
  return (
    <fieldset class="checklist">
      <legend class="field-label">
        {legend} <span class="muted">({chosen.size} chosen)</span>
      </legend>
      {error && <p class="field-error">{error}</p>}
      {permissionGroups.map(({ name, items }) => {
        const open = items.map(([permission]) => permission).filter(offered)
        const isWhole = open.length > 0 && open.every((permission) => chosen.has(permission))
        return (
          <fieldset key={name} class="checklist-group">
            <legend>{name}</legend>
            <button
              type="button"
              class="text-button"
              disabled={open.length === 0}
              onClick={() => toggle(open, !isWhole)}
            >
              {isWhole ? 'None' : 'All'}
              <span class="visually-hidden"> of {name}</span>
            </button>
            <ul>
              {items.map(([permission, meaning]) => (
                <li key={permission}>
                  <label class="check">
                    <input
                      type="checkbox"
                      checked={chosen.has(permission)}
                      disabled={!offered(permission) && !chosen.has(permission)}
                      onChange={(event) => toggle([permission], event.currentTarget.checked)}
                    />
                    <span>
                      {meaning} <code class="muted">{permission}</code>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        )
      })}
    </fieldset>
  )
}
