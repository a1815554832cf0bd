import type { Notice } from '../../analytics/contract/spending.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

type Notices = Resource<readonly Notice[]>

const pauseMs = 15_000
const onShow = new Set<Notices>()

/** What needs a person, the latest first, renewed while it is looked at. */
export function noticesModel(): Notices {
  const notices = resource(async (signal) => (await api('GET /notices', { signal })).items)
  const renewing = renewal(notices.load, () => pauseMs)
  onShow.add(notices)
  return {
    ...notices,
    dispose() {
      onShow.delete(notices)
      renewing.dispose()
      notices.dispose()
    },
  }
}

/** To be called after something was done that may have settled a notice. */
export function renewNotices(): void {
  for (const notices of onShow) void notices.load()
}
