import { useSignal } from '@preact/signals'
import type { z } from 'zod'
import type { CustomDetectorItem } from '../../../analytics/contract/compliance.ts'
import type { Endpoints } from '../../../analytics/contract/endpoints.ts'
import { dataTypeLabels } from '../../lib/detection-words.ts'
import { missing, useForm } from '../../models/form.ts'
import { keywordsOf, nameFrom } from '../../models/own-detectors.ts'
import { Button } from '../../parts/button.tsx'
import { severityChoices } from '../../parts/choices.ts'
import { type Choice, Field, Form, Segments, Select, TextArea } from '../../parts/field.tsx'
import { TrialSection } from './trial-section.tsx'

export type OwnDetectorBody = z.input<Endpoints['POST /compliance/custom-detectors']['body']>

const kinds = [
  ['keywords', 'Keywords'],
  ['pattern', 'Pattern'],
] as const
const { financial: _, ...ownTypes } = dataTypeLabels
const categoryChoices: readonly Choice[] = Object.entries(ownTypes)
const severities = severityChoices.filter(([severity]) => severity !== '')
const namePattern = /^[a-z0-9_]{1,40}$/

type OwnDetectorFormProps = {
  /** Null for a new one. */
  item: CustomDetectorItem | null
  save: (body: OwnDetectorBody) => Promise<void>
  onClose: () => void
}

/** What a detector looks for and what it is called, with a box to try it in. */
export function OwnDetectorForm({ item, save, onClose }: OwnDetectorFormProps) {
  const kind = useSignal<string>(item?.pattern == null ? 'keywords' : 'pattern')
  const form = useForm(() => ({
    initial: {
      label: item?.label ?? '',
      name: item?.name ?? '',
      category: item?.category ?? 'secret',
      severity: item?.severity ?? 'high',
      keywords: item?.keywords?.join('\n') ?? '',
      pattern: item?.pattern ?? '',
    },
    check: ({ label, name, keywords, pattern }) => ({
      label: missing(label, 'Say what people call it.'),
      name: namePattern.test(name) ? null : 'Lower case letters, digits and underscores; up to 40.',
      keywords: kind.value === 'keywords' ? missing(keywords, 'Give at least one word.') : null,
      pattern: kind.value === 'pattern' ? missing(pattern, 'Give a pattern.') : null,
    }),
    send: ({ label, name, category, severity, keywords, pattern }) =>
      save({
        label,
        name,
        category: category as OwnDetectorBody['category'],
        severity: severity as OwnDetectorBody['severity'],
        ...(kind.value === 'keywords' ? { keywords: keywordsOf(keywords) } : { pattern }),
      }),
  }))
  const { label, name } = form.values.value
  const chooser = (field: 'category' | 'severity') => {
    const { value, error, onInput } = form.field(field)
    return { value, error, onChange: onInput, large: true } as const
  }
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field
        label="Label"
        autoComplete="off"
        hint="What people call it."
        {...form.field('label')}
        onInput={(value) => {
          const isFollowing = item === null && name === nameFrom(label)
          form.set({ label: value, ...(isFollowing ? { name: nameFrom(value) } : {}) })
        }}
        required
      />
      {item === null ? (
        <Field
          label="Name"
          autoComplete="off"
          hint={`Its code in events and in the API: custom_${name}. It stays.`}
          {...form.field('name')}
          required
        />
      ) : (
        <p class="muted">
          Its code in events and in the API: <code>{item.code}</code>
        </p>
      )}
      <div class="form-row">
        <Select
          label="Data type"
          {...chooser('category')}
          choices={categoryChoices}
          hint="What is found is redacted; findings of security alone stay readable."
        />
        <Select label="Severity" {...chooser('severity')} choices={severities} />
      </div>
      <div>
        <Segments
          legend="Looks for"
          value={kind.value}
          choices={kinds}
          onChange={(value) => {
            kind.value = value
          }}
        />
      </div>
      {kind.value === 'keywords' ? (
        <TextArea
          label="Keywords"
          rows={5}
          hint="One word or phrase per line; whole words, in any case."
          {...form.field('keywords')}
        />
      ) : (
        <Field
          label="Pattern"
          autoComplete="off"
          hint="In the syntax of RE2, without look-around and back references. It sees one line at a time; begin with (?i) to take any case."
          {...form.field('pattern')}
        />
      )}
      <TrialSection values={form.values} kind={kind} />
      <div class="form-actions">
        {item === null && <Button onClick={onClose}>Cancel</Button>}
        <Button type="submit" look="primary" busy={form.busy.value}>
          {item === null ? 'Create detector' : 'Save'}
        </Button>
      </div>
    </Form>
  )
}
