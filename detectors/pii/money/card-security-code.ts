import { identifier } from '../identifier.ts'

/** The security code of a card and its expiry date, where a keyword names them. */
export const cardSecurityCode = identifier({
  code: 'pii_card_security_code',
  label: 'Card Security Code (CVV)',
  severity: 'high',
  dataType: 'financial',
  words: ['cvv', 'cvc', 'cvv2', 'cvc2', 'card security', 'security code', 'cid', 'card verification'],
  masks: ['###', '####'],
  shape: /^\d{3,4}$/,
  valid: ['123', '0921'],
  invalid: ['12345'],
})
