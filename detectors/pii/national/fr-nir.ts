import { identifier } from '../identifier.ts'

/** France: the social security number; 2A and 2B stand for Corsica, and the key is 97 less the remainder. */
export const frNir = identifier({
  code: 'pii_fr_nir',
  label: 'French Social Security Number (NIR)',
  severity: 'critical',
  words: ['nir', 'numero de securite sociale', 'securite sociale', 'insee', 'carte vitale', 'numero secu'],
  masks: [
    '###############',
    '# ## ## ## ### ### ##',
    '# ## ## #@ ### ### ##',
    '######@########',
    '############# ##',
  ],
  shape: /^[1-478]\d{4}(?:\d{2}|2[AB])\d{8}$/,
  isSound: (id) => {
    const month = Number(id.slice(3, 5))
    if (month === 0 || (month > 12 && month < 20) || (month > 42 && month < 50)) return false
    const body = id.slice(0, 13).replace('A', '0').replace('B', '0')
    const corsica = id.includes('A') ? 1_000_000 : id.includes('B') ? 2_000_000 : 0
    return 97 - ((Number(body) - corsica) % 97) === Number(id.slice(13))
  },
  alone: 'high',
  valid: ['2 95 10 99 126 111 93', '295109912611193'],
  invalid: ['295109912611199'],
})
