import { listOf } from './parts.ts'

type Configured = { VENDORS_OFF: string }

/** Vendors that the operator switched off: nothing is asked of them, whoever has a credential. */
export function vendorsOff({ VENDORS_OFF }: Configured): string[] {
  return listOf(VENDORS_OFF)
}

/** Whether configuration leaves a vendor on. */
export function isOn(env: Configured, vendorId: string): boolean {
  return !vendorsOff(env).includes(vendorId)
}
