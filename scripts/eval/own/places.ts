import type { Dice } from '../../demo/chance.ts'

export type Throws = Dice

/** How numbers are written in the plans of thirty-six countries, with their calling codes; `N` is 2 to 9. */
const PHONES = [
  '+1 (N0N) N##-####',
  '+44 20 7### ####',
  '+49 30 ########',
  '+33 6 ## ## ## ##',
  '+34 6## ### ###',
  '+39 3## ### ####',
  '+31 6 ########',
  '+32 4## ## ## ##',
  '+41 79 ### ## ##',
  '+43 664 #######',
  '+46 70 ### ## ##',
  '+47 4## ## ###',
  '+45 N# ## ## ##',
  '+358 40 #######',
  '+48 5## ### ###',
  '+420 6## ### ###',
  '+351 91# ### ###',
  '+353 85 ### ####',
  '+30 69# ### ####',
  '+36 30 ### ####',
  '+40 7## ### ###',
  '+90 5## ### ## ##',
  '+7 9## ###-##-##',
  '+380 67 ### ## ##',
  '+91 9#### #####',
  '+86 13# #### ####',
  '+81 90-####-####',
  '+82 10-####-####',
  '+61 4## ### ###',
  '+64 21 ### ####',
  '+55 11 9####-####',
  '+52 55 #### ####',
  '+27 82 ### ####',
  '+65 9### ####',
  '+972 54-###-####',
  '+971 50 ### ####',
  'N0N-N##-####',
  '(N0N) N##-####',
]
const ENGLISH = ['Maple', 'Hill', 'Cedar Grove', 'Lincoln', 'Second', 'Old Mill', 'Riverside', 'Quincy']
const KINDS = ['Street', 'St', 'Avenue', 'Ave', 'Road', 'Rd', 'Lane', 'Drive', 'Blvd', 'Court']
const US_TOWNS = ['Reno, NV 89501', 'Dayton, OH 45402', 'Salem, OR 97301', 'Austin, TX 78701']
const UK_TOWNS = ['London SW1A 2AA', 'Leeds LS1 4AP', 'Bristol BS1 5TR']
const GERMAN = ['Lindenstraße', 'Bahnhofstraße', 'Goetheplatz', 'Mühlenweg', 'Schillerallee']
const GERMAN_TOWNS = ['10115 Berlin', '80331 München', '50667 Köln', '20095 Hamburg']
const FRENCH = ['rue Victor Hugo', 'avenue Jean Jaurès', 'boulevard Voltaire', 'rue de la Gare']
const FRENCH_TOWNS = ['75011 Paris', '69003 Lyon', '33000 Bordeaux']
const SPANISH = ['Calle Mayor', 'Avenida de la Constitución', 'Calle de Alcalá']
const SPANISH_TOWNS = ['28013 Madrid', '41001 Sevilla']

/** A phone number of some country, as people there write it. */
export function phoneOf(throws: Throws): string {
  return filled(throws, throws.pick(PHONES))
}

/** A postal address, as its country writes it. */
export function addressOf(throws: Throws): string {
  const number = 1 + throws.below(998)
  const pick = throws.pick
  return pick([
    () => `${number} ${pick(ENGLISH)} ${pick(KINDS)}, ${pick(US_TOWNS)}`,
    () => `${number} ${pick(ENGLISH)} ${pick(KINDS)}, Apt ${1 + throws.below(40)}, ${pick(US_TOWNS)}`,
    () => `${number} ${pick(ENGLISH)} ${pick(['Street', 'Road', 'Lane'])}, ${pick(UK_TOWNS)}`,
    () => `${pick(GERMAN)} ${number % 200}, ${pick(GERMAN_TOWNS)}`,
    () => `${number % 300} ${pick(FRENCH)}, ${pick(FRENCH_TOWNS)}`,
    () => `${pick(SPANISH)} ${number % 200}, ${pick(SPANISH_TOWNS)}`,
  ])()
}

/** Puts digits for `#`, the first one never a zero, and 2 to 9 for `N`. */
export function filled(throws: Throws, mask: string): string {
  return mask.replace(/[#N]/g, (sign, at: number) =>
    String(sign === 'N' ? 2 + throws.below(8) : at === 0 ? 1 + throws.below(9) : throws.below(10)),
  )
}
