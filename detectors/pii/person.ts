import { detector, type Verdict } from '../detector.ts'
import { findName } from './names/find-name.ts'

/** What announces a person: a title, a greeting, a form's field, an introduction. */
const ANNOUNCED =
  /(?:(?<![a-z])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|madam|herr|frau|mme|mlle|sra?|srta|sig|signora?|dhr|mevr|dear|hi|hello|hey|attn|patient|employee|customer|client|user|applicant|resident|colleague|neighbou?r|manager|nurse|boss|contact|recipient|sender|holder|signed|regards|sincerely|cheers|thanks|surname|call|email|contact|ask for|speak (?:to|with)|my (?:wife|husband|friend|son|daughter|brother|sister|mother|father))|name[sd]?|called)(?:'s)?(?:,? (?:is|was|of|on|to|as|the|for))?[\s.:,;"'*=<>()|-]{0,4}$|\b(?:my name is|i am|i'm|this is) $/i
/** Data of a person that stands close by: an e-mail address, a phone, card or account number, a date of birth. */
const ACCOMPANIED = /^[^\n]{0,48}?(?:\w@\w|\d[\d ().-]{5,}\d|\b(?:ssn|dob|mrn|born|passport)\b)/i
const FIELD =
  /(?:^|[^a-z])(?:name|customer|patient|employee|client|contact|person|user|holder|owner)(?:[^a-z]|$)/gi

/** Names of people, by a tagger that learned how they are written and where they stand. */
export const person = detector({
  code: 'pii_person',
  label: 'Person Name',
  category: 'pii',
  severity: 'low',
  dataType: 'pii',
  mechanism: 'shape',
  hints: [],
  pattern: findName,
  check: (value): Verdict | null =>
    /^\p{Lu}[\p{L}'’-]*(?:[ -][\p{L}'’.-]+){0,7}$/u.test(value)
      ? { beside: 'medium', alone: 'low', sound: true }
      : null,
  context: { before: ANNOUNCED, after: ACCOMPANIED, header: FIELD },
  examples: {
    find: [
      ['Please call Jennifer Wilson about the invoice.', 'Jennifer Wilson'],
      ['My name is Anna Berg and I live here.', 'Anna Berg'],
      ['yours, Dr. Thomas Keller', 'Thomas Keller'],
      ['Name: Michael Andersen\nAge: 40', 'Michael Andersen'],
      ['I met Maria van der Berg yesterday', 'Maria van der Berg'],
    ],
    ignore: [
      ['The Company was founded in January', 'common words and a month'],
      ['we deploy Kubernetes on Linux', 'names of things'],
      ['const UserProfile = createStore()', 'identifiers in source code'],
      ['everything in small letters', 'no capital'],
      ['Smith Ltd. sells tools', 'the name of a company'],
    ],
  },
})
