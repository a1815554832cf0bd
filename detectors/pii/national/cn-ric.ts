import { isYyyymmdd } from '../calendar.ts'
import { mod112 } from '../checksums.ts'
import { identifier } from '../identifier.ts'

/** China: the resident identity card, a region, a birthday, a serial and a modulus 11-2 check. */
export const cnRic = identifier({
  code: 'pii_cn_ric',
  label: 'Chinese Resident Identity Card',
  severity: 'critical',
  words: ['resident identity', 'chinese id', 'id card', 'shenfenzheng', '身份证', '公民身份号码'],
  masks: ['#################*', '###### ######## ###*'],
  shape: /^[1-9]\d{16}[0-9X]$/,
  isSound: (id) => isYyyymmdd(id.slice(6, 14)) && mod112(id),
  alone: 'high',
  valid: ['360426199101010071', '120103198806018241'],
  invalid: ['360426199101010072'],
})
