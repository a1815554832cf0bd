import type { Work } from './work.ts'

/** Requests of Finance. */
export const financeWork: Work = {
  slots: {
    report: [
      'the monthly close',
      'the cash forecast',
      'the budget review',
      'the board pack',
      'the cost report on cloud and AI',
    ],
    item: [
      'travel',
      'cloud hosting',
      'AI subscriptions',
      'freelancers',
      'office rent',
      'training',
      'software licences',
    ],
    driver: [
      'more seats than planned',
      'a price rise in the spring',
      'a one-off migration',
      'late invoices from last year',
      'the weak dollar',
      'two vacant positions',
    ],
    supplier: [
      'Lindgren Office',
      'Cobalt Cloud',
      'Marlow Travel',
      'Sunbeam Energy',
      'Ostrava Print',
      'Hollis Recruiting',
    ],
  },
  tasks: [
    {
      asks: [
        'Explain the variance in {item} for {report}.',
        'Write a comment on {item} that {audience} understands.',
        'Why are we over budget on {item}, and what do I say on {weekday}?',
      ],
      details: [
        'Budget {40-90} thousand, actual {91-160} thousand, last year {35-80} thousand.',
        'Part of it is {driver}.',
        '{supplier} sent two invoices for the same quarter, 44{10-99}-2 and 44{10-99}-3; one will be credited.',
        'The trend over six months: {10-20}, {11-22}, {12-25}, {14-28}, {18-33}, {25-45} thousand.',
        '{colleague} believes that half of it comes back in {month}.',
      ],
      answers: [
        'About two thirds of the variance in {item} is lasting, one third is timing. The lasting part is due to {driver}.',
        'The duplicate from {supplier} should be shown apart, so that nobody takes it for a trend.',
        'For {audience}: we spend more because we use more, and the price per unit has fallen by {2-9} %.',
        'Outlook: without action the year ends {8-25} % over budget; with a cap from {month} on about {2-7} %.',
      ],
    },
    {
      asks: [
        'Write a polite reminder to {supplier} about a missing credit note.',
        'Draft an answer to {client}, who asks why their invoice went up.',
        'Help me word a payment plan for {client}.',
      ],
      details: [
        'It concerns {month}; the amount is {1200-9800} and has been open for {30-120} days.',
        'We have a good relationship and want to keep it.',
        'The reason is {driver}, which their contract allows for in section {3-12}.',
        'Offer: {2-6} equal parts, no interest if each comes by the tenth.',
      ],
      answers: [
        'We value working with you and would like to settle one open point before the close of {month}.',
        'The change goes back to {driver}. The way it is worked out is set out in your contract, and the sheet attached shows each step.',
        'To make it easy we suggest {2-6} equal parts, each due on the tenth, without interest.',
        'If our records are wrong, please tell us; {colleague} will look into it on the same day.',
      ],
    },
    {
      asks: [
        'Write a spreadsheet formula for {report}.',
        'How do I model {item} for the next {6-24} months?',
        'Build the structure of a dashboard on {item} for {audience}.',
      ],
      details: [
        'Columns: A month, B {item}, C seats, D price per seat, E currency. One row per month and team.',
        'It has to cope with months that have no row.',
        'Growth of {2-8} % a month until {month}, then flat; one price step of {3-12} %.',
        'The driver we want to show is {driver}.',
      ],
      answers: [
        '`=SUMIFS(B:B, A:A, ">="&EDATE(TODAY(), -{2-12}), E:E, "EUR")` sums the window and treats a missing month as zero.',
        'Model the quantity and the price apart: seats grow by the month, the price moves in one step. Then {driver} is a row of its own.',
        'Three figures suffice at the top: spent so far, expected by year end, and the distance to budget.',
        'Below them one line chart by month and one table by team. Leave the pie charts out.',
      ],
    },
    {
      asks: [
        'Summarise {report} in a message to {audience}.',
        'What are the three most important points in these notes for {report}?',
        'Prepare questions the auditors may ask about {item}.',
      ],
      details: [
        'Revenue up {3-14} %, cost up {5-19} %, mostly {item}. Cash for {7-16} months. One covenant is close to its limit.',
        'Accruals for {supplier} were posted late; {colleague} corrected them on {weekday}.',
        'The change against the last version is due to {driver}.',
        'Open points: a provision for {client}, the split of shared cost, the exchange rate used.',
      ],
      answers: [
        'First: revenue grows, cost grows faster. Most of the gap is {item}.',
        'Second: cash lasts for {7-16} months, but the covenant leaves little room in {month}.',
        'Third: the late accrual for {supplier} is corrected and has no effect on the year.',
        'Expect a question on the provision for {client}: on what basis, who approved it, and when it is looked at again.',
      ],
    },
  ],
}
