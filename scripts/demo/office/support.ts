import type { Work } from './work.ts'

/** Requests of Customer Support. */
export const supportWork: Work = {
  slots: {
    issue: [
      'appointments vanish after a time zone change',
      'the login code arrives twenty minutes late',
      'exports stop at the first thousand rows',
      'push notifications come twice',
      'the calendar shows last week',
      'attachments over ten megabytes fail without a message',
      'the dark theme hides the save button',
      'reminders go out on public holidays',
      'two staff members see each other’s drafts',
      'the waiting list does not refresh',
    ],
    mood: [
      'calm but tired of it',
      'annoyed',
      'quite upset',
      'friendly',
      'worried about an audit',
      'about to cancel',
    ],
    remedy: [
      'a one-month credit',
      'a call with an engineer',
      'an early build with the fix',
      'a written root cause',
      'priority handling until it is solved',
    ],
    cause: [
      'a stale cache on the device',
      'a daylight-saving rule we apply twice',
      'a queue that was never drained',
      'a permission that was renamed in the last release',
      'a browser extension that blocks our script',
    ],
  },
  tasks: [
    {
      asks: [
        'Draft a reply to {client}: they report that {issue}. They are {mood}.',
        'Help me answer ticket NW-{10000-99999}. In {product}, {issue}, and {client} is {mood}.',
        'Write an apology to {client} about {product}; since {weekday} {issue}.',
      ],
      details: [
        'We believe the cause is {cause}, but engineering has not confirmed it yet.',
        'We can offer {remedy}, nothing more.',
        'This is the third report from them since {month}, and the last two were closed without an answer from us.',
        'They run about {20-400} seats over {2-9} locations and renew in {month}.',
        'Here is what they wrote: "We have been patient, but our front desk cannot work like this. Yesterday {20-90} people stood in line while {issue}. Please tell us when it will be solved and what we do until then."',
      ],
      answers: [
        'Thank you for telling us so clearly what happened. That {issue} is not something your front desk should have to work around.',
        'What we know so far: the behaviour points to {cause}. Our engineers are reproducing it on a copy of your configuration.',
        'Until it is solved, please sign out and in again at the start of each shift; in {60-95} % of the cases we have seen, that is enough for the day.',
        'As a sign of good will we would like to offer {remedy}. {colleague} stays your contact and will write to you by {weekday}.',
      ],
    },
    {
      asks: [
        'Summarise this conversation for the handover to the night shift.',
        'Turn the chat below into a ticket with title, steps to reproduce and impact.',
        'Give me the gist of this thread so that {colleague} can take over.',
      ],
      details: [
        'Customer: hello, {issue}.\nAgent: since when?\nCustomer: since {weekday}, after the update of {product}.\nAgent: on all devices?\nCustomer: on {2-30} of them, the older tablets work.\nAgent: I will escalate it.',
        'Customer: is anybody there? {issue} and I have a full waiting room.\nAgent: I am sorry. Did you try the other browser?\nCustomer: yes, the same.\nAgent: then it looks like {cause}.\nCustomer: and how long will that take?',
        'Plan: {client}, {40-300} seats, premium support, answer due within {2-8} hours.',
        'Nothing was promised to them beyond {remedy}.',
      ],
      answers: [
        'Title: {product}, {issue}.',
        'Impact: {2-30} devices at one site; staff fall back to paper. Reported on {weekday}, reproducible.',
        'Steps: open the day view, wait for the refresh, switch the location, and compare with the list on a second device.',
        'Open question: whether it is {cause}. Next step: collect a log from one of the failing tablets.',
      ],
    },
    {
      asks: [
        'Write a help article that explains what to do when {issue}.',
        'We need a short FAQ entry: "Why do I see that {issue}?"',
        'Rewrite our article about {product} so that {audience} understands it.',
      ],
      details: [
        'The menu path is Settings, then Devices, then Refresh. Only administrators see it.',
        'The article now has {900-2400} words and {40-70} % of the readers leave within ten seconds.',
        'The true cause is usually {cause}.',
        'Mention that version 3.{1-19}.0 and later repair themselves overnight.',
      ],
      answers: [
        'Why this happens: most often it is {cause}. Your data is safe; only the view is out of date.',
        'What to do: open Settings, choose Devices, press Refresh and wait for the green mark. It takes about {20-90} seconds.',
        'If it comes back: note the time, keep the page open and write to support with the ticket code that is shown.',
        'Who can do this: administrators. Everyone else sees a link that asks an administrator for help.',
      ],
    },
    {
      asks: [
        'Sort these reasons for contact into categories and tell me what to fix first.',
        'What do these survey comments have in common? Rank the themes for {audience}.',
        'Classify the last week of tickets on {product} by cause and urgency.',
      ],
      details: [
        '1) {issue}\n2) cannot find the invoice page\n3) slow on {weekday} mornings\n4) wants an export to spreadsheets\n5) training for {3-25} new colleagues\n6) the print-out is cut off on the right',
        '"Love the team, the app less so." "Fast answer, no solution." "Fourth time I explain that {issue}." "{colleague} was wonderful." "Please just call me."',
        'Volume was {200-900} tickets, up {5-40} % on the week before.',
        'We have two developers for {3-10} days, not more.',
      ],
      answers: [
        'Theme one, by far: reliability. Everything around "{issue}" belongs here and makes up about {30-60} % of the volume.',
        'Theme two: finding things. Invoices, exports and printing are one problem of navigation rather than three.',
        'Theme three: the wish for a person. People who reached {colleague} rate us far better, with the same outcome.',
        'I would fix the first one now, because {cause} explains several of the others.',
      ],
    },
  ],
}
