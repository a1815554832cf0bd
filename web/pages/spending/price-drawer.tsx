import { vendorLabels } from '../../../analytics/contract/vendors.ts'
import { api } from '../../lib/api.ts'
import { fromLocalField, toLocalField } from '../../lib/time-range.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { type Choice, Field, Form, Select } from '../../parts/field.tsx'

type PriceDrawerProps = {
  vendorId: string
  model: string
  /** A price changes nothing for what is not counted in tokens; that is said before somebody types one. */
  isWithoutTokens: boolean
  onSaved: () => void
  onClose: () => void
}

const decimal = /^\d{1,9}(?:\.\d{1,9})?$/
const knownVendors: readonly Choice[] = Object.entries(vendorLabels)

/** Says what a model costs from a moment on. */
export function PriceDrawer({ vendorId, model, isWithoutTokens, onSaved, onClose }: PriceDrawerProps) {
  const vendors: readonly Choice[] =
    vendorId === '' || vendorId in vendorLabels ? knownVendors : [...knownVendors, [vendorId, vendorId]]
  const form = useForm(() => ({
    initial: {
      vendor_id: vendorId || (knownVendors[0]?.[0] ?? ''),
      model,
      effective_from: toLocalField(new Date().toISOString()),
      input: '',
      output: '',
      cache_read: '',
      cache_write: '',
    },
    check: (values) => ({
      model: missing(values.model, 'Say which model, as the vendor names it.'),
      effective_from: fromLocalField(values.effective_from) === null ? 'Say from when on.' : null,
      input: priceProblem(values.input, true),
      output: priceProblem(values.output, true),
      cache_read: priceProblem(values.cache_read, false),
      cache_write: priceProblem(values.cache_write, false),
    }),
    async send(values) {
      await api('PUT /pricing/overrides', {
        body: {
          vendor_id: values.vendor_id,
          model: values.model.trim(),
          effective_from: fromLocalField(values.effective_from) ?? '',
          input: values.input,
          output: values.output,
          ...(values.cache_read === '' ? {} : { cache_read: values.cache_read }),
          ...(values.cache_write === '' ? {} : { cache_write: values.cache_write }),
        },
      })
      showToast('positive', `${values.model.trim()} has a price of your own.`)
      onSaved()
      onClose()
    },
  }))
  const { value, onInput, error } = form.field('vendor_id')
  return (
    <Drawer title="Price of a model" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        {isWithoutTokens && (
          <p>
            <strong>No call of this model counts tokens so far.</strong> A price is by tokens, so it changes
            nothing until one does.
          </p>
        )}
        <Select label="Vendor" value={value} error={error} onChange={onInput} choices={vendors} large />
        <Field label="Model" {...form.field('model')} hint="Exactly as it stands in the events." required />
        <Field label="From" type="datetime-local" {...form.field('effective_from')} required />
        <p class="field-hint">US dollars per million tokens.</p>
        <div class="form-row">
          <Field label="Input" {...form.field('input')} required />
          <Field label="Output" {...form.field('output')} required />
        </div>
        <div class="form-row">
          <Field label="Cached input" {...form.field('cache_read')} hint="Empty: as input." />
          <Field label="Cache write" {...form.field('cache_write')} hint="Empty: as input." />
        </div>
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Save price
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}

function priceProblem(text: string, isNeeded: boolean): string | null {
  if (text === '') return isNeeded ? 'Say what it costs; 0 is a price as well.' : null
  return decimal.test(text) ? null : 'A number like 2.5, with at most nine digits after the point.'
}
