import { computed } from '@preact/signals'
import { remembered } from '../../models/remembered.ts'
import { rememberedSet } from '../../models/remembered-set.ts'
import { allEventColumns, eventColumns } from '../../parts/events/event-columns.tsx'
import { Checkbox, Segments } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Popover } from '../../parts/popover.tsx'
import './events-page.css'

const keys = allEventColumns.map(({ key }) => key)
const initial = eventColumns.map(({ key }) => key)

const shown = rememberedSet('events.columns', keys, initial)
export const density = remembered('events.density', ['comfortable', 'compact'], 'comfortable')

/** The columns that the reader chose; the first is always there, since it carries the link. */
export const chosenColumns = computed(() =>
  allEventColumns.filter(({ key }, index) => index === 0 || shown.value.includes(key)),
)

/** What of the list is shown, and how close its rows stand. This browser keeps it. */
export function LayoutMenu() {
  return (
    <Popover
      label="Columns and density"
      align="end"
      buttonClass="button button-secondary button-medium"
      button={
        <>
          <Icon name="columns" />
          <span class="button-text">Columns</span>
        </>
      }
    >
      {() => (
        <div class="layout-menu">
          <fieldset>
            <legend>Columns</legend>
            {allEventColumns.slice(1).map(({ key, header }) => (
              <Checkbox
                key={key}
                label={header}
                checked={shown.value.includes(key)}
                onChange={(checked) => {
                  const next = checked ? [...shown.value, key] : shown.value.filter((one) => one !== key)
                  shown.value = keys.filter((one) => next.includes(one))
                }}
              />
            ))}
          </fieldset>
          <Segments
            legend="Rows"
            value={density.value}
            choices={[
              ['comfortable', 'Comfortable'],
              ['compact', 'Compact'],
            ]}
            onChange={(value) => {
              density.value = value === 'compact' ? 'compact' : 'comfortable'
            }}
          />
          <button
            type="button"
            class="text-button"
            onClick={() => {
              shown.value = initial
              density.value = 'comfortable'
            }}
          >
            As it was at first
          </button>
        </div>
      )}
    </Popover>
  )
}
