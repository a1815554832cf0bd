import type { Work } from './work.ts'

/** Requests of Sales. */
export const salesWork: Work = {
  slots: {
    prospect: [
      'Tidewater Health',
      'Kestrel Medical',
      'Fairmont Orthopedics',
      'Bluebell Midwives',
      'Granite Valley Hospital',
      'Aurora Eye Care',
      'Copperfield Labs',
      'Juniper Mental Health',
    ],
    pain: [
      'no-shows',
      'double bookings',
      'slow claims',
      'staff turnover at the front desk',
      'reports that nobody trusts',
      'three systems that do not talk to each other',
    ],
    rival: [
      'a spreadsheet',
      'the system of their hospital group',
      'a cheaper start-up',
      'an in-house tool from long ago',
      'the market leader',
    ],
    stage: [
      'after the first demo',
      'in procurement',
      'in a pilot',
      'before the board meeting',
      'silent for three weeks',
    ],
    objection: [
      'the price per seat',
      'the time a migration takes',
      'where the data is kept',
      'the missing single sign-on',
      'a bad experience with our old version',
    ],
  },
  tasks: [
    {
      asks: [
        'Write a follow-up message to {prospect}. They are {stage} and care most about {pain}.',
        'I met the operations lead of {prospect} on {weekday}. Draft a friendly next step about {pain}.',
        '{prospect} has been {stage}. How would you reopen the conversation without pushing?',
      ],
      details: [
        'They compare us with {rival}.',
        'Their main objection is {objection}.',
        'In the demo they liked the waiting-list view and asked twice about {product}.',
        'They have {8-60} locations and about {50-900} staff; the budget year ends in {month}.',
        'A similar customer, {client}, cut {pain} by {12-48} % in half a year and is happy to be named.',
      ],
      answers: [
        'It was good to see how openly your team speaks about {pain}. One thing stayed with me: the front desk already knows the solution, it only lacks the tool.',
        'You asked about {objection}. The honest answer: it is a real cost in the first {4-12} weeks, and it is gone after that.',
        '{client} stood where you stand now. They began with one location and added the others only when the figures had moved.',
        'May I suggest {20-45} minutes on {weekday}, with {colleague} from our side, to look at your own numbers?',
      ],
    },
    {
      asks: [
        'Prepare me for the call with {prospect}: likely questions, good answers, one risk.',
        'Give me a one-page account plan for {prospect}.',
        'What should I ask {prospect} to find out whether {pain} is a budget item or only a complaint?',
      ],
      details: [
        'The decision is made by three people: operations, IT and a doctor who dislikes software.',
        'Last year they bought from {rival} and gave it back after {3-9} months.',
        'They are {stage}.',
        'Our discount limit is {5-15} % without approval.',
        'Notes from the first talk: they measure {pain} by hand on {weekday}s; the doctor wants fewer clicks; IT asked about {objection}; nobody mentioned money.',
      ],
      answers: [
        'Open with their measure of {pain}: what does one percent cost in a month? Let them do the sum.',
        'The doctor decides more than the title says. Show {product} with two clicks, not the overview with twenty.',
        'On {objection}: concede the point, then show the plan by week. Do not argue.',
        'The risk: {rival} is the comfortable choice. Agree on a date by which doing nothing is also a decision.',
      ],
    },
    {
      asks: [
        'Turn my bullet points into a proposal for {prospect}.',
        'Shorten this offer for {prospect}, nobody will read four pages.',
        'Write the executive summary of our offer to {prospect}.',
      ],
      details: [
        '- problem: {pain}\n- scope: {product}, {6-40} locations\n- start in {month}, first results after {4-10} weeks\n- price: {18-75} per seat and month, training included\n- reference: {client}',
        'They will hold it against {rival}, so say plainly what we do not do.',
        'Legal asked for one sentence about {objection}.',
        'Our draft has {1400-2600} words; the reader has five minutes.',
      ],
      answers: [
        'The situation: {prospect} loses time and good will to {pain}. The loss is measurable and it grows with each new location.',
        'The offer: {product} for {6-40} locations, introduced in waves, with training in the rooms where people work.',
        'The result to expect: noticeably less {pain} within one quarter, judged by your own count and not by ours.',
        'What we do not offer: custom development, and promises about systems we do not run.',
      ],
    },
    {
      asks: [
        'Summarise the pipeline notes below for the {weekday} meeting.',
        'Which of these deals would you call at risk, and why?',
        'Make a forecast comment from these notes for {audience}.',
      ],
      details: [
        '{prospect}: {stage}, champion on leave, worried about {objection}.\n{client}: renewal in {month}, {30-200} seats, quiet.\nTwo new leads from the trade fair, both fighting {pain}.',
        'Target for the quarter is {300-900} thousand; we stand at {35-85} %.',
        'Last quarter {2-6} of {9-20} commits slipped, nearly all for {objection}.',
        '{colleague} thinks {prospect} will sign; I do not.',
      ],
      answers: [
        'At risk: {prospect}. A champion on leave and an open question about {objection} is the pattern of the deals that slipped.',
        'Safe enough: {client}. Quiet before a renewal is normal, but a call in {month} costs nothing.',
        'Upside: the two leads. Both name {pain} unprompted, which none of the lost deals did.',
        'For the comment: we are on course if one of the two larger deals lands, and short by about {10-30} % if neither does.',
      ],
    },
  ],
}
