import { signal } from '@preact/signals'
import { api } from '../lib/api.ts'
import { humanize } from '../lib/format.ts'
import { may } from './session.ts'

type Detector = { readonly code: string; readonly label: string }

const catalogue = signal<readonly Detector[]>([])
let asked = false

/** The detectors of this instance by label; empty until known, or where one may not read them. */
export function detectors(): readonly Detector[] {
  if (!asked && may('detectors:read')) {
    asked = true
    void api('GET /compliance/detectors').then(
      ({ items }) => {
        catalogue.value = items.toSorted((a, b) => a.label.localeCompare(b.label))
      },
      () => {
        // Labels are a comfort: codes stand in for them, and the next page asks again.
        asked = false
      },
    )
  }
  return catalogue.value
}

/** A detector's name for people; its code made readable while the catalogue is not there. */
export function detectorLabel(code: string): string {
  return detectors().find((detector) => detector.code === code)?.label ?? humanize(code)
}

/** To be called when the organization changed its own detectors: the next look fetches their labels anew. */
export function renewDetectors(): void {
  asked = false
  detectors()
}
