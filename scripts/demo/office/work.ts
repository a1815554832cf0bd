import type { Dice } from '../chance.ts'

/** Values for the named gaps of a team's texts. */
export type Slots = Readonly<Record<string, readonly string[]>>

/**
 * Something a team asks of a model: ways to ask, what is told along with it (the first two are the matter
 * itself), and the pieces of a fitting answer, in order.
 */
type Task = {
  readonly asks: readonly string[]
  readonly details: readonly string[]
  readonly answers: readonly string[]
}

/** What a team does with models. Gaps are `{name}` for a slot and `{10-90}` for a number. */
export type Work = { readonly slots: Slots; readonly tasks: readonly Task[] }

/** Slots every team's texts may use. */
export const commonSlots: Slots = {
  client: [
    'Brightwater Clinics',
    'Harbor Point Hospital',
    'Alder & Finch Dental',
    'Meridian Care Group',
    'Summit Physio',
    'Lakeside Family Practice',
    'Oakhurst Imaging',
    'Verity Labs',
    'Cedar Hill Rehabilitation',
    'Northgate Pediatrics',
    'Silverline Home Care',
    'Pinecrest Senior Living',
  ],
  colleague: [
    'Amara',
    'Ben',
    'Carla',
    'Julia',
    'Kwame',
    'Priya',
    'Sven',
    'Zoe',
    'Helen',
    'Mikkel',
    'Noor',
    'Tomasz',
  ],
  product: [
    'the scheduling app',
    'the patient portal',
    'the claims module',
    'the device gateway',
    'the mobile app',
    'the reporting suite',
  ],
  weekday: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  month: ['January', 'February', 'March', 'April', 'May', 'June', 'September', 'October', 'November'],
  audience: [
    'the leadership team',
    'a new colleague',
    'a busy clinic manager',
    'our board',
    'people who do not know the product',
    'the regional leads',
  ],
  length: [
    'under 120 words',
    'in three short paragraphs',
    'as five bullet points',
    'on half a page',
    'in plain English',
    'in two sentences per point',
  ],
}

/** Longer texts that people paste below a request, whatever it is about. */
export const pastes: readonly string[] = [
  'Minutes of the {weekday} call, unedited:\n{colleague} opened with the open points. The migration of {client} is done but for {2-9} locations; training is planned for {month}. There was a long talk about {product}: half of us want to ship what we have, the other half want another round with two pilot customers. We agreed to ship to {10-40} % first and to look at the numbers after {2-4} weeks. The budget for travel is used up. Somebody has to tell the partners before they read it elsewhere. Parking lot: naming, the office move, who writes the newsletter. Next call on {weekday}, same time, shorter agenda, cameras off if you like.',
  'Thread so far, newest last:\n> Could we get a straight answer on {product}? We were told {month}, then the month after, and our clinics have planned their rota around it.\n> I understand. The honest state is that two of three parts are finished. The third waits for a supplier, and I cannot move that date.\n> Then say so, please. We can work with bad news, not with silence. {3-30} of our people did a weekend shift for a date that was never real.\n> That is fair. I will send a written plan by {weekday}, with what is certain, what is likely and what is not.\n> Thank you. Put {client} on it as well, they have the same question and fewer nerves left than we do.',
  'Background, from our wiki:\n{product} began as a tool for one customer and has grown to {20-90} screens. It is used at the front desk, in the back office and, since {month}, on phones. Three groups of people matter: those who book, those who are booked, and those who pay for it. They want different things, and most of our arguments are really arguments about which of them comes first. What we know from {40-200} interviews: speed beats features, a wrong figure is remembered for a year, and nobody reads the manual. What we do not know: why locations with more than {10-30} rooms leave us twice as often as the small ones.',
]

/** Sentences with which people end a request. */
export const constraints: readonly string[] = [
  'Keep it {length}.',
  'It is for {audience}, so no jargon please.',
  'I need it before the {weekday} call.',
  'If something is unclear, list your assumptions at the end.',
  'Do not invent figures; leave a blank where a number is missing.',
  'Use British spelling.',
  'Ignore the tone of my earlier draft, it was far too formal.',
  'Give me two versions, one warmer and one more direct.',
  '{colleague} will read it first, then it goes out.',
  'Please explain why you chose that order.',
]

/** Sentences with which models end an answer. */
export const closings: readonly string[] = [
  'Let me know if you would like a shorter version.',
  'I can turn this into a table if that helps.',
  'Two points are assumptions; please check them before you send it.',
  'If {colleague} prefers another order, the sections can be swapped freely.',
  'Would you like a version for {audience} as well?',
  'I left out anything that was not in your notes.',
]

/**
 * Fills the gaps of texts. A slot keeps its value, so that a prompt and its answer speak of the same thing;
 * at the start of a sentence it begins with a capital.
 */
export function filler(throws: Dice, slots: Slots): (text: string) => string {
  const chosen = new Map<string, string>()
  return (text) =>
    text.replace(GAP, (gap, min, max, name, at) => {
      if (min !== undefined) return String(Number(min) + throws.below(Number(max) - Number(min) + 1))
      const options = slots[name]
      if (!options) throw new RangeError(`no values for ${gap}`)
      const value = chosen.get(name) ?? throws.pick(options)
      chosen.set(name, value)
      const begins = /(^|[.!?:]\s|["\n])$/.test(text.slice(0, at)) && /^[a-z]+(\s|$)/.test(value)
      return begins ? value.charAt(0).toUpperCase() + value.slice(1) : value
    })
}

const GAP = /\{(?:(\d+)-(\d+)|(\w+))\}/g
