import type { Detector } from '../../detector.ts'
import { geo } from './geo.ts'
import { iccid } from './iccid.ts'
import { imei } from './imei.ts'
import { imsi } from './imsi.ts'
import { mac } from './mac.ts'
import { vin } from './vin.ts'

/** Numbers of devices, vehicles and subscribers. */
export const deviceDetectors: readonly Detector[] = [geo, iccid, imei, imsi, mac, vin]
