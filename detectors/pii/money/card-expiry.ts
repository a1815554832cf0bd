import { identifier } from '../identifier.ts'

/** The expiry date of a card, where a keyword names it. */
export const cardExpiry = identifier({
  code: 'pii_card_expiry',
  label: 'Card Expiry Date',
  severity: 'low',
  dataType: 'financial',
  words: [
    'expiry',
    'expires',
    'exp date',
    'expiration',
    'expiration date',
    'valid thru',
    'valid through',
    'card exp',
    'exp',
    'gultig bis',
  ],
  masks: ['##/##', '##/####', '##-##', '##-####'],
  shape: /^(?:0[1-9]|1[0-2])(?:20)?[2-4]\d$/,
  valid: ['09/27', '11/2029'],
  invalid: ['13/27'],
})
