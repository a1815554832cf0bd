/** Tells whether digits begin with a country calling code. Source: ITU-T E.164, assigned codes. */
export function hasCallingCode(digits: string): boolean {
  return ASSIGNED.test(digits)
}

const ASSIGNED = new RegExp(
  `^(?:${[
    '[17]',
    '2[07]|21[1-368]|2[23456]\\d|29[0-17-9]',
    '3[0-469]|35\\d|37[0-8]|38[0-35-79]',
    '4[013-9]|42[013]',
    '5[1-8]|50\\d|59\\d',
    '6[0-6]|67[02-9]|68[0-35-9]|69[0-2]',
    '8[1246]|80[08]|85[02356]|87[08]|88[0-368]',
    '9[0-58]|96[0-8]|97[0-79]|99[2-68]',
  ].join('|')})`,
)
