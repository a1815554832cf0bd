import { identifier } from '../identifier.ts'

/** Sri Lanka: the identity card; days of birth count through the year, women's plus five hundred. */
export const lkNic = identifier({
  code: 'pii_lk_nic',
  label: 'Sri Lankan Identity Card (NIC)',
  severity: 'critical',
  words: ['nic', 'sri lankan id', 'national identity card', 'sri lanka nic'],
  masks: ['#########@', '############'],
  shape: /^(?:\d{9}[VX]|(?:19|20)\d{10})$/,
  isSound: (id) => {
    const day = Number(id.length === 10 ? id.slice(2, 5) : id.slice(4, 7)) % 500
    return day >= 1 && day <= 366
  },
  valid: ['942281632V', '199422848733'],
  invalid: ['944001632V'],
})
