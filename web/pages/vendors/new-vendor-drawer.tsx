import { useSignal } from '@preact/signals'
import { api } from '../../lib/api.ts'
import { customVendorId } from '../../lib/custom-vendor-id.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Field, Form } from '../../parts/field.tsx'

const idShape = /^custom_[a-z0-9_]{1,48}$/

/** A vendor of one's own: a server that gives events in our shape. Its credential comes next. */
export function NewVendorDrawer(props: { onAdded: (vendorId: string) => void; onClose: () => void }) {
  const isIdTyped = useSignal(false)
  const form = useForm(() => ({
    initial: { label: '', vendor_id: '', collector_url: '' },
    check: ({ label, vendor_id, collector_url }) => ({
      label: missing(label, 'Give it a name.'),
      vendor_id: idShape.test(vendor_id) ? null : 'custom_ and then small letters, digits and underscores.',
      collector_url: URL.canParse(collector_url)
        ? null
        : 'A whole address, like https://usage.example.com/v1.',
    }),
    async send(values) {
      const { vendor_id, label } = await api('POST /vendors', { body: values })
      showToast('positive', `${label} is added. Connect it with a shared secret.`)
      props.onAdded(vendor_id)
    },
  }))
  const label = form.field('label')
  const id = form.field('vendor_id')
  return (
    <Drawer title="A vendor of your own" onClose={props.onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <p class="muted">
          A server of yours that answers signed requests with events, in the shape in which they are pushed.
        </p>
        <Field
          {...label}
          label="Name"
          required
          onInput={(value) => {
            form.set({ label: value, ...(isIdTyped.value ? {} : { vendor_id: customVendorId(value) }) })
          }}
        />
        <Field
          {...id}
          label="Id"
          hint="How events and the API name it. It cannot be changed later."
          required
          onInput={(value) => {
            isIdTyped.value = true
            id.onInput(value)
          }}
        />
        <Field
          {...form.field('collector_url')}
          label="Address"
          type="url"
          hint="Asked over https. No private, loopback or link-local address, and no redirect is followed."
          required
        />
        <div class="form-actions">
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Add vendor
          </Button>
        </div>
      </Form>
    </Drawer>
  )
}
