import { useSignal } from '@preact/signals'
import type { SavedView, ViewPage } from '../../../analytics/contract/saved-views.ts'
import { api } from '../../lib/api.ts'
import { query, setQuery } from '../../lib/router.ts'
import { deed } from '../../models/deed.ts'
import { isSameView, patchOf, viewOf } from '../../models/event-filters.ts'
import { savedViewsModel } from '../../models/saved-views.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Popover } from '../../parts/popover.tsx'
import './events-page.css'
import { SaveViewDialog } from './save-view-dialog.tsx'

/** The views of the list that one kept or that others share, and a way to keep the present one. */
export function ViewsMenu({ page }: { page: ViewPage }) {
  const model = useModel(() => savedViewsModel(page))
  const chosenId = useSignal<string | null>(null)
  const isSaving = useSignal(false)
  const views = model.data.value ?? []
  const here = viewOf(query.value)
  const current = views.find(({ filters }) => isSameView(filters, here)) ?? null
  const chosen = views.find(({ id }) => id === chosenId.value) ?? null
  const changed = chosen !== null && current === null && chosen.is_mine ? chosen : null

  const show = (view: SavedView) => {
    chosenId.value = view.id
    setQuery({ ...patchOf(view.filters), event: null })
  }
  const update = async ({ id, name, is_shared }: SavedView) => {
    const body = { page, name, is_shared, filters: here }
    const done = await deed(
      () => api('PUT /saved-views/:id', { params: { id }, body }),
      `The view ${name} is changed.`,
      'The view could not be changed',
    )
    if (done) await model.load()
  }
  const remove = async ({ id, name }: SavedView) => {
    const done = await deed(
      () => api('DELETE /saved-views/:id', { params: { id } }),
      `The view ${name} is removed.`,
      'The view could not be removed',
    )
    if (done) await model.load()
  }

  return (
    <>
      <Popover
        label="Saved views"
        align="end"
        buttonClass="button button-secondary button-medium"
        button={
          <>
            <Icon name="bookmark" />
            <span class="button-text views-name">{current?.name ?? 'Views'}</span>
            <Icon name="chevronDown" size={14} />
          </>
        }
      >
        {(close) => (
          <div class="views">
            {views.length === 0 && (
              <p class="views-note">
                Keep the filters that you use often under a name, for yourself or for all.
              </p>
            )}
            <ul>
              {views.map((view) => (
                <li key={view.id} class="views-item">
                  <button
                    type="button"
                    class="menu-item"
                    aria-current={view === current ? 'true' : undefined}
                    onClick={() => {
                      close()
                      show(view)
                    }}
                  >
                    <Icon name={view === current ? 'check' : 'bookmark'} />
                    <span>{view.name}</span>
                    {view.is_shared && <Badge>{view.is_mine ? 'Shared by you' : 'Shared'}</Badge>}
                  </button>
                  {view.is_mine && (
                    <Button
                      look="quiet"
                      size="small"
                      icon="close"
                      label={`Remove the view ${view.name}`}
                      onClick={() => void remove(view)}
                    />
                  )}
                </li>
              ))}
            </ul>
            {changed && (
              <button
                type="button"
                class="menu-item"
                onClick={() => {
                  close()
                  void update(changed)
                }}
              >
                <Icon name="refresh" />
                <span>Keep these filters as {changed.name}</span>
              </button>
            )}
            <button
              type="button"
              class="menu-item"
              onClick={() => {
                close()
                isSaving.value = true
              }}
            >
              <Icon name="plus" />
              <span>Save these filters…</span>
            </button>
          </div>
        )}
      </Popover>
      {isSaving.value && (
        <SaveViewDialog
          page={page}
          filters={here}
          onSaved={(view) => {
            chosenId.value = view.id
            void model.load()
          }}
          onClose={() => {
            isSaving.value = false
          }}
        />
      )}
    </>
  )
}
