import { catalogue } from './detectors.ts'
import type { Document } from './document.ts'
import { permissionsPage } from './permissions.ts'
import { vendorsPage } from './vendors.ts'

/** Every page that is made from the code. */
export const registry: readonly Document[] = Object.freeze([catalogue, permissionsPage, vendorsPage])
