import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import type { FormModel } from '../../models/form.ts'
import { Field } from '../../parts/field.tsx'
import { matches } from './secret-words.ts'

export type Setting = CatalogueVendor['credential_kinds'][number]['settings'][number]

const nameOf = (setting: Setting): string => `settings.${setting.name}`

type SettingFieldsProps = { form: FormModel<string>; settings: readonly Setting[] }

/** What a kind of credential needs beside its secret, as the vendor declares it. */
export function SettingFields({ form, settings }: SettingFieldsProps) {
  return (
    <>
      {settings.map((setting) => (
        <Field
          key={setting.name}
          {...form.field(nameOf(setting))}
          label={setting.required ? setting.label : `${setting.label} (optional)`}
          hint={setting.help}
          autoComplete="off"
          required={setting.required}
        />
      ))}
    </>
  )
}

type Values = Readonly<Record<string, string>>

/** What is wrong with each, by the pattern that the vendor declares for it. */
export function settingProblems(settings: readonly Setting[], values: Values): Record<string, string | null> {
  return Object.fromEntries(settings.map((setting) => [nameOf(setting), problemOf(setting, values)]))
}

function problemOf(setting: Setting, values: Values): string | null {
  const value = (values[nameOf(setting)] ?? '').trim()
  if (value === '') return setting.required ? `${setting.label} is missing.` : null
  return matches(`^(?:${setting.pattern})$`, value) ? null : `This is no ${setting.label}. ${setting.help}`
}

/** The settings that were filled in, by their own names. */
export function settingValues(settings: readonly Setting[], values: Values): Record<string, string> {
  const filled = settings.map((setting) => [setting.name, (values[nameOf(setting)] ?? '').trim()] as const)
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}
