import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { api } from '../../lib/api.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { resource } from '../../models/resource.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../button.tsx'
import { Drawer } from '../drawer.tsx'
import { ErrorState, Skeleton } from '../states.tsx'
import '../facts.css'
import { EventDetails } from './event-details.tsx'
import { VendorModel } from './vendor-model.tsx'

const parameter = 'event'
const nearEndRows = 3
const close = () => setQuery({ [parameter]: null })

/** The address of the present page with the event's drawer open. */
export function eventHref(event: AegisEvent): string {
  return hrefWith({ [parameter]: event.id })
}

/** The event whose drawer is open, by its id. */
export function openEventId(): string | null {
  return query.value.get(parameter)
}

type EventDrawerProps = {
  /** Those that it can step through. */
  rows: readonly AegisEvent[]
  /** Called when there are few left to step to. */
  onNearEnd?: () => void
}

/** The drawer of the event that the address names. */
export function EventDrawer({ rows, onNearEnd }: EventDrawerProps) {
  const id = openEventId()
  const index = rows.findIndex((known) => known.id === id)
  useEffect(() => {
    if (index >= 0 && index >= rows.length - nearEndRows) onNearEnd?.()
  }, [index])
  const fetched = useSignal<AegisEvent | null>(null)
  if (id === null) return null
  const row = rows[index] ?? null
  const named = row ?? (fetched.value?.id === id ? fetched.value : null)
  return (
    <Drawer
      title={named ? <VendorModel vendorId={named.vendor_id} model={named.model} /> : 'Event'}
      onClose={close}
      actions={
        index >= 0 && (
          <>
            <Step label="Previous event" icon="chevronUp" to={rows[index - 1]} />
            <Step label="Next event" icon="chevronDown" to={rows[index + 1]} />
          </>
        )
      }
    >
      <DrawerContent
        key={id}
        id={id}
        row={row}
        onFetched={(event) => {
          fetched.value = event
        }}
      />
    </Drawer>
  )
}

type StepProps = { label: string; icon: 'chevronUp' | 'chevronDown'; to: AegisEvent | undefined }

function Step({ label, icon, to }: StepProps) {
  return (
    <Button
      look="quiet"
      icon={icon}
      label={label}
      disabled={to === undefined}
      onClick={() => to && setQuery({ [parameter]: to.id })}
    />
  )
}

type ContentProps = { id: string; row: AegisEvent | null; onFetched: (event: AegisEvent) => void }

/** A row of the list is the whole event; one that is not in the list is fetched. */
function DrawerContent({ id, row, onFetched }: ContentProps) {
  const fetched = useModel(() => resource((signal) => api('GET /events/:id', { params: { id }, signal })))
  useEffect(() => {
    if (row === null && fetched.data.value === null) void fetched.load()
  }, [row])

  const event = row ?? fetched.data.value
  useEffect(() => {
    if (row === null && event !== null) onFetched(event)
  }, [row, event])
  if (event !== null) return <EventDetails event={event} />
  if (fetched.error.value !== null) {
    return <ErrorState error={fetched.error.value} onRetry={() => void fetched.load()} />
  }
  return (
    <div class="part" aria-busy="true">
      <Skeleton width="50%" height={22} />
      <Skeleton height={120} />
      <Skeleton height={120} />
      <Skeleton width="70%" />
    </div>
  )
}
