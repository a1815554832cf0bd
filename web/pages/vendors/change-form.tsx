import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { type Setting, SettingFields, settingProblems, settingValues } from './setting-fields.tsx'

type ChangeFormProps = {
  credential: MaskedCredential
  settings: readonly Setting[]
  onChanged: () => void
}

/** Another label or other settings. Other settings are tried with the vendor before they hold. */
export function ChangeForm({ credential, settings, onChanged }: ChangeFormProps) {
  const form = useForm<string>(() => ({
    initial: {
      label: credential.label,
      ...Object.fromEntries(
        settings.map(({ name }) => [`settings.${name}`, credential.settings[name] ?? '']),
      ),
    },
    check: (values) => ({
      label: missing(values.label ?? '', 'Give it a name.'),
      ...settingProblems(settings, values),
    }),
    async send(values) {
      const next = settingValues(settings, values)
      const isOther = settings.some(({ name }) => (next[name] ?? '') !== (credential.settings[name] ?? ''))
      const body = { label: values.label ?? '', ...(isOther ? { settings: next } : {}) }
      await api('PATCH /keys/:id', { params: { id: credential.credential_id }, body })
      showToast('positive', `${body.label} is changed.`)
      onChanged()
    },
  }))
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field {...form.field('label')} label="Label" required />
      <SettingFields form={form} settings={settings} />
      <div class="form-actions">
        <Button type="submit" busy={form.busy.value}>
          Save
        </Button>
      </div>
    </Form>
  )
}
