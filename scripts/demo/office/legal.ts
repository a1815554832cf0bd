import type { Work } from './work.ts'

/** Requests of Legal. */
export const legalWork: Work = {
  slots: {
    contract: [
      'data processing agreement',
      'master services agreement',
      'reseller contract',
      'non-disclosure agreement',
      'order form',
      'cloud hosting contract',
    ],
    clause: [
      'limitation of liability',
      'audit rights',
      'sub-processors',
      'termination for convenience',
      'data retention',
      'service levels',
      'governing law',
      'indemnity',
    ],
    party: ['the supplier', 'the customer', 'our reseller', 'the hosting partner', 'the licensor'],
    rule: ['the GDPR', 'HIPAA', 'the EU AI Act', 'the NIS2 directive', 'our own retention policy'],
  },
  tasks: [
    {
      asks: [
        'Summarise the clause on {clause} in the {contract} with {client}.',
        'Explain this clause to {audience}; it is about {clause}.',
        'What does this paragraph on {clause} oblige us to do, and by when?',
      ],
      details: [
        '"{party} shall, within {10-60} days of a written request, make available all information reasonably necessary to demonstrate compliance with this Agreement, and shall allow for and contribute to reviews, including inspections, conducted during business hours and no more than {1-3} times in any twelve-month period."',
        '"In no event shall the aggregate liability of either party exceed {100-200} % of the fees paid in the twelve months preceding the event giving rise to the claim, save for breach of confidentiality, wilful misconduct, and the obligations under section {4-19}."',
        '"Upon termination, {party} shall return or delete all Customer Data within {30-90} days, except where {rule} requires storage for a longer period, in which case processing shall be restricted to that purpose."',
        'We sign as the weaker side here; {client} has its own template.',
        'My concern is how it reads together with {rule}.',
      ],
      answers: [
        'In short: the clause on {clause} binds {party} first and us second, and the time limit runs from a written request.',
        'Three duties follow: answer within the period, keep the evidence ready, and tell the others involved. None of them is unusual.',
        'Under {rule} the wording is sufficient, though "reasonably necessary" leaves room for dispute.',
        'I would ask for a cap on effort and a notice period of {5-20} working days. This is not legal advice; please have it checked.',
      ],
    },
    {
      asks: [
        'Compare our standard {contract} with what {client} sent back.',
        'List the deviations on {clause} and rate them low, medium or high.',
        'Prepare a negotiation brief on {clause} for the {weekday} call with {client}.',
      ],
      details: [
        'Ours: notice of {30-90} days, liability capped at one year of fees, courts of our seat. Theirs: notice of {10-20} days, no cap for data breaches, courts of theirs.',
        'They struck out the list of sub-processors and want consent for each one.',
        'We can give way on {clause}, not on the cap.',
        'The deal is worth {80-900} thousand a year and sales wants it closed in {month}.',
        'The last three contracts with {party} all had the same change.',
      ],
      answers: [
        'High: the missing cap. One incident could cost more than the whole contract earns; hold the line here.',
        'Medium: {clause}. Their wording is workable when a time limit and a form are added.',
        'Low: notice and courts. Both are good things to give in exchange.',
        'Opening: thank them for the quick turnaround, concede two low points at once, then put the cap on the table with a figure.',
      ],
    },
    {
      asks: [
        'Draft an internal guideline on {rule} for {audience}.',
        'Which questions should we answer before we let {product} use a language model, given {rule}?',
        'Write a notice to employees about {clause} under {rule}.',
      ],
      details: [
        'We operate in {3-14} countries and have a works council in two of them.',
        'The old guideline has {18-40} pages and nobody has opened it since {month}.',
        '{party} processes part of it on our behalf.',
        'Three things matter: what may be pasted into a tool, who approves exceptions, how long we keep records.',
      ],
      answers: [
        'What may go in: public material, your own drafts, and text from which people cannot be recognised. What may not: anything about a patient or an applicant.',
        'Who approves exceptions: the privacy office, in writing, within {2-10} working days.',
        'How long we keep it: as long as {rule} asks and no longer; {party} is bound to the same limit.',
        'If in doubt, ask first. A question costs a minute, a report to the authority costs a month.',
      ],
    },
    {
      asks: [
        'Make a checklist for reviewing a {contract}, with {clause} at the top.',
        'Turn my notes on the {contract} of {client} into a memo.',
        'Write three alternative wordings for {clause}, from friendly to strict.',
      ],
      details: [
        '- parties and signatories right?\n- {clause}: who pays, how much, since when\n- {rule}: roles clear, annex signed\n- term {12-48} months, renewal silent\n- open: insurance, export control',
        'The reader is {audience}.',
        '{party} insists on the order of its own template.',
        'Section {3-9} and section {10-22} contradict each other on notice.',
      ],
      answers: [
        'Friendly: "The parties will work together in good faith so that {clause} is handled with as little effort as possible."',
        'Balanced: "{party} bears the cost of {clause} up to {1-5} % of the yearly fee; beyond that the parties share it."',
        'Strict: "{party} bears all cost arising from {clause}, without limit in time or amount."',
        'The contradiction on notice should be solved first, since every other period counts from it.',
      ],
    },
  ],
}
