import { detector, type Verdict } from '../detector.ts'
import { findName } from './names/find-name.ts'

/** What announces a person: a title, a greeting, a form's field, an introduction. */
const ANNOUNCED =
  /(?:(?<![a-z])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|madam|herr|frau|mme|mlle|sra?|srta|sig|signora?|dhr|mevr|dear|hi|hello|hey|attn|patient|employee|customer|client|user|applicant|resident|colleague|neighbou?r|manager|nurse|boss|contact|recipient|sender|holder|signed|regards|sincerely|cheers|thanks|surname|call|email|contact|ask for|speak (?:to|with)|met(?: with)?|said|told|asked|(?:call|meeting|appointment|interview|session) with|(?:letter|reference|parcel|package|invoice|card|note|e-?mail|money|payment|transfer|message|reply|report|refund|ticket|cv|resume|poem|birthday|appointment|file|dossier) (?:for|to|from|of|de|by)|(?:written|reviewed|checked|chaired|led|opened|closed|sent|filed|hosted|taught|edited|founded|directed) by|(?:talk|talked|wrote|write|reach out|listen|married|engaged|belongs|forward(?:ed)?|payable) to|nazywam sie|(?:meu nome|mijn naam|mein name|mon nom|il mio nome|mi nombre|mitt namn) (?:e|is|ist|est|es|ar)|(?:signed|approved|prepared|reported|witnessed) by|assigned to|on behalf of|spoke (?:to|with)|according to|estate of|(?:booked|filed|registered) under|deposition of|custody of|care of|heard from|reply to|cc|bcc|ask|let|tell|remind|beneficiary|surgeon|driver|cleaner|plumber|tutor|teacher|guest|passenger|tenant|candidate|student|my (?:wife|husband|friend|son|daughter|brother|sister|mother|father))|(?<!(?:product|file|host|brand|project|event|company|domain|model|service)[ _-]?)name[sd]?|called)(?:'s)?(?:,? (?:is|was|of|on|to|as|the|for))?[\s.:,;"'*=<>()|-]{0,4}$|\b(?:my name is|i am|i'm|this is) $|\b(?:attendees|participants|present|guests|members): (?:[^\n]{0,90}(?:, | and | & ))?$/i
/** Data of a person that stands close by: an e-mail address, a phone, card or account number, a date of birth; or what only people have and do. */
const ACCOMPANIED =
  /^(?:[^\n]{0,48}?(?:\w@\w|\d[\d ().-]{5,}\d|\b(?:ssn|dob|mrn|born|passport)\b)|['’]s (?:account|phone|address|house|birthday|wife|husband|son|daughter|e-?mail|order|salary|contract|lease|file|chart|application|signature|password|appointment|policy|claim)\b| (?:asked|said|says|wrote|writes|wants|told|thinks|studied|studies|married|moved|joined|left|arrived|replied|answered|added|explained|reported|agreed|confirmed|has (?:been|not|asked|called|a)|is (?:my|our|a|the|an|on|from|out|still|not)|was (?:born|a|the|not|told)|signed|called|e-?mailed|phoned|lives (?:at|in)|works (?:at|for|with|in)|complained|applied|resigned|retired|tolerated|brought|supplied|submitted|presented|tested|paid|owes|requested|alleges|refuses|denies|reports|scored|signed|attended|is allergic|sent|posted|uploaded|approved|rejected|was (?:discharged|admitted|hired|fired|promoted|diagnosed|treated)|will (?:see|call|join|attend))\b|, who (?:worked|works|lives)\b)/i
const FIELD =
  /(?:^|[^a-z])(?:name|customer|patient|employee|client|contact|person|user|holder|owner|first|last|surname|nom|prenom|nombre|apellidos?|cognome|nome|vorname|nachname|imie|nazwisko|author|assignee|manager|supervisor|doctor|physician|provider|teacher|student|pupil|guest|tenant|driver|agent|member|attendee|recipient|sender|beneficiary|applicant|candidate|witness|spouse|guardian|parent)(?:[^a-z]|$)/gi

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
    /^\p{L}[\p{L}'’-]*\.?,?(?:[ -][\p{L}'’.-]+){0,7}$/u.test(value)
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
      ['{"name": "Chukwuemeka Obi", "age": 41}', 'Chukwuemeka Obi'],
      ['my colleague Oleksandr Kovalenko said so', 'Oleksandr Kovalenko'],
    ],
    ignore: [
      ['The Company was founded in January', 'common words and a month'],
      ['we deploy Kubernetes on Linux', 'names of things'],
      ['{"name": "Widget Pro", "price": 3}', 'a product'],
      ['Kind regards,\nThe Support Team', 'a group'],
      ['const UserProfile = createStore()', 'identifiers in source code'],
      ['everything in small letters', 'no capital'],
      ['Smith Ltd. sells tools', 'the name of a company'],
    ],
  },
})
