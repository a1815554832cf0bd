import type { Permission } from '../../../analytics/contract/permissions.ts'
import type { FormModel } from '../../models/form.ts'
import { missing } from '../../models/form.ts'
import { may } from '../../models/session.ts'
import { Field, TextArea } from '../../parts/field.tsx'
import { PermissionChecklist } from '../../parts/permission-checklist.tsx'

type KeyFieldName = 'name' | 'scopes' | 'addresses' | 'requests' | 'window_s'
type Values = Readonly<Record<KeyFieldName, string>>

/** What can be said of the fields before the trip. */
export function keyProblems(values: Values, scopes: ReadonlySet<Permission>) {
  return {
    name: missing(values.name, 'Name the key.'),
    scopes: scopes.size === 0 ? 'Choose at least one.' : null,
    requests: wholeNumber(values.requests, 1, 1_000_000),
    window_s: wholeNumber(values.window_s, 1, 3600),
  }
}

function wholeNumber(text: string, min: number, max: number): string | null {
  const value = Number(text)
  const fits = /^\d+$/.test(text.trim()) && value >= min && value <= max
  return fits ? null : `A whole number from ${min} to ${max.toLocaleString('en-US')}.`
}

/** The fields as the server takes them. */
export function keyBody(values: Values, scopes: ReadonlySet<Permission>) {
  return {
    name: values.name,
    scopes: [...scopes],
    addresses: values.addresses.split(/[\s,]+/).filter((address) => address !== ''),
    rate_limit: { requests: Number(values.requests), window_s: Number(values.window_s) },
  }
}

type KeyFieldsProps<Name extends string> = {
  form: FormModel<Name | KeyFieldName>
  scopes: ReadonlySet<Permission>
  onScopes: (scopes: ReadonlySet<Permission>) => void
}

/** What every key has and can be changed later. */
export function KeyFields<Name extends string>({ form, scopes, onScopes }: KeyFieldsProps<Name>) {
  return (
    <>
      <Field
        label="Name"
        autoComplete="off"
        hint="What uses it, and where."
        {...form.field('name')}
        required
      />
      <PermissionChecklist
        legend="What it may do"
        chosen={scopes}
        offered={may}
        error={form.field('scopes').error}
        onChange={onScopes}
      />
      <div class="form-row">
        <Field
          label="Requests"
          autoComplete="off"
          inputMode="numeric"
          hint="At most so many…"
          {...form.field('requests')}
        />
        <Field
          label="In seconds"
          autoComplete="off"
          inputMode="numeric"
          hint="…in so many seconds."
          {...form.field('window_s')}
        />
      </div>
      <TextArea
        label="Addresses"
        hint="One address or range (203.0.113.0/24) per line that may use it. Empty: from anywhere."
        {...form.field('addresses')}
      />
    </>
  )
}
