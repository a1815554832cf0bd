import { identifier } from '../identifier.ts'

/** Slovakia: the tax number, ten digits that eleven divides. */
export const skDic = identifier({
  code: 'pii_sk_dic',
  label: 'Slovak Tax Number (DIČ)',
  words: ['dic', 'ic dph', 'danove identifikacne cislo'],
  masks: ['##########', 'SK##########', '### ### ## ##'],
  shape: /^(?:SK)?[1-9]\d[2-47-9]\d{7}$/,
  isSound: (id) => Number(id.replace('SK', '')) % 11 === 0,
  valid: ['2022749619', 'SK2022749619'],
  invalid: ['2022749618'],
})
