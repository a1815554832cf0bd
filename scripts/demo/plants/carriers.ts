import type { Team } from '../company.ts'
import type { PlantedCode } from './snippet.ts'

/** Texts that carry personal data into a prompt, by team: what people paste without a thought. */
export const carriers: Readonly<Record<Team['id'], readonly string[]>> = {
  support: [
    'The customer is <name>, reachable at <pii_email>.',
    'Please call <name> back on <pii_phone> in the afternoon.',
    'From the form: name <name>, mail <pii_email>, phone <pii_phone>.',
    'They were charged twice on card <pii_credit_card>, please mention that.',
    'Her sessions come from <pii_ip>, in case that matters.',
    'On Tue, <name> <<pii_email>> wrote: "I still cannot log in."',
    'For the identity check she gave her social security number <pii_ssn>.',
  ],
  sales: [
    'My contact there is <name> (<pii_email>).',
    'Signature of the buyer: <name>, Head of Operations, <pii_phone>, <pii_email>',
    'He prefers a call: <pii_phone>.',
    'They want to pay the pilot by credit card, number <pii_credit_card>.',
    'Put <pii_email> in copy when you write the draft.',
  ],
  engineering: [
    'The log says: connection from <pii_ip> refused, user <pii_email>.',
    'It only happens on the host at <pii_ip>.',
    'Allow <pii_ip> and <pii_ip> in the firewall rule as well.',
    '{"level":"error","user":"<pii_email>","client_ip":"<pii_ip>","msg":"token expired"}',
    'Row that breaks it: 118,"<name>","<pii_email>","<pii_phone>",active',
    'git log says: Author: <name> <<pii_email>>',
  ],
  legal: [
    'The claimant is <name>, SSN <pii_ssn>.',
    'The witness <name>, date of birth <phi_dob>, lives abroad.',
    'Serve the notice to <pii_email> and by phone on <pii_phone>.',
    'Personnel file: <name>, DOB: <phi_dob>, social security number <pii_ssn>.',
    'Counsel for the other side: <name>, <pii_email>.',
  ],
  clinical: [
    'Patient: <name>, DOB <phi_dob>, MRN <phi_mrn>.',
    'Use the case of MRN: <phi_mrn> as the example.',
    'The patient (medical record number <phi_mrn>) was born on <phi_dob>.',
    'His daughter can be reached on <pii_phone>.',
    'Date of birth: <phi_dob>. Please work out the age.',
    'Referral from <pii_email>; medical record no. <phi_mrn>.',
    'Chart header: <name> | MRN# <phi_mrn> | date of birth <phi_dob> | tel. <pii_phone>',
  ],
  finance: [
    'The corporate card is <pii_credit_card>, expiring next spring.',
    'The refund goes to card no. <pii_credit_card>.',
    'Send the reminder to <pii_email>.',
    'For the tax form: <name>, SSN <pii_ssn>.',
    'Contact in their accounts department: <name>, <pii_phone>, <pii_email>.',
    'Payroll line: <name>; <pii_ssn>; born <phi_dob>; full time',
  ],
}

/** Texts that carry a secret into a prompt. */
export const secretCarriers: readonly string[] = [
  'This is the call that fails: curl -H "Authorization: Bearer <secret_api_key>" https://api.example.com/v1/items',
  'API_KEY=<secret_api_key>',
  'const client = new Client({ apiKey: "<secret_api_key>" })',
  'My .env has TOKEN=<secret_api_key> and REGION=eu-central.',
  'You can try it with my key <secret_api_key>, I will rotate it later.',
]

/** Texts with which a model repeats a value it was given. */
export const echoes: Readonly<Partial<Record<PlantedCode, readonly string[]>>> = {
  pii_email: ['I have addressed it to <pii_email>.', 'To: <pii_email>'],
  pii_phone: ['I added the callback number <pii_phone>.', 'Reachable on <pii_phone> as you noted.'],
  pii_ssn: ['I filled in the social security number <pii_ssn> where the form asks for it.'],
  pii_credit_card: ['The payment on card <pii_credit_card> is mentioned in the second paragraph.'],
  pii_ip: ['The entries from <pii_ip> are the ones to look at.'],
  phi_mrn: ['Reference: MRN <phi_mrn>.', 'Filed under MRN: <phi_mrn>.'],
  phi_dob: ['Date of birth as given: <phi_dob>.'],
}
