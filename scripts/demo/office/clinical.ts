import type { Work } from './work.ts'

/** Requests of Clinical Operations: about care in general, not about a person. */
export const clinicalWork: Work = {
  slots: {
    condition: [
      'type 2 diabetes',
      'high blood pressure',
      'asthma',
      'migraine',
      'a knee replacement',
      'heart failure',
      'postnatal care',
      'chronic back pain',
    ],
    document: [
      'discharge leaflet',
      'care pathway',
      'staff briefing',
      'consent form',
      'shift handover template',
      'patient letter',
    ],
    ward: [
      'the day clinic',
      'the cardiology ward',
      'the outpatient desk',
      'the rehabilitation unit',
      'the home-care team',
    ],
    measure: [
      'readmissions within thirty days',
      'waiting time',
      'missed appointments',
      'falls',
      'time to first assessment',
    ],
    habit: [
      'a daily walk',
      'a diary of symptoms',
      'less salt',
      'regular meals',
      'breathing exercises',
      'a fixed bedtime',
    ],
  },
  tasks: [
    {
      asks: [
        'Write a {document} about {condition} in plain language.',
        'Simplify this {document} on {condition} to the reading level of a twelve-year-old.',
        'Draft a {document} for {ward} that explains {condition} to relatives.',
      ],
      details: [
        'It should mention {habit}, when to call us, and what is normal in the first {3-14} days.',
        'Our old text: "Patients are advised to adhere to the prescribed pharmacological regimen and to present without delay upon exacerbation of symptoms."',
        'About {20-60} % of our readers have another mother tongue.',
        'The doctors of {client} want no advice on dosage in it.',
        'One page, large type, with room for handwriting.',
      ],
      answers: [
        'What is it? With {condition}, your body needs a little help to stay in balance. It is common, and you can do a lot yourself.',
        'What helps: {habit}, rest when you are tired, and your medicine as your care team explained it.',
        'When to call us: if it gets worse instead of better, if you have a fever, or if you are worried. You never call too early.',
        'What is normal: ups and downs in the first {3-14} days. Write them down and bring the notes to your visit.',
      ],
    },
    {
      asks: [
        'Analyse why {measure} went up in {ward}.',
        'Suggest three ways to improve {measure} in {ward} without more staff.',
        'Write a summary of {measure} in {month} for {audience}.',
      ],
      details: [
        'Figures by week: {20-40}, {20-40}, {41-60}, {41-70} out of about {300-900} visits.',
        'Since {weekday} of the second week the new rota applies and {2-6} colleagues are on leave.',
        'Most cases concern {condition}.',
        'The team suspects {product}: reminders were switched off for a while.',
        '{client} had the same and solved it with a call two days ahead.',
      ],
      answers: [
        'The jump comes with the rota, not with the patients: case mix and age are flat, and cover at the desk fell by a third.',
        'First idea: a call two days ahead for people with {condition}, as {client} does.',
        'Second: move the assessment to the start of the shift, when {ward} is fully staffed.',
        'Third: switch the reminders of {product} back on and look at {measure} again after {2-6} weeks.',
      ],
    },
    {
      asks: [
        'Make a training plan for new colleagues in {ward}, topic {condition}.',
        'Write five quiz questions about {condition} with answers.',
        'Prepare a {15-45} minute session on {measure} for {ward}.',
      ],
      details: [
        'Participants: {4-25}, half of them nurses, most with less than two years of experience.',
        'They know the basics; they are unsure when to escalate.',
        'There is no projector, only a flip chart.',
        'Last time people asked for more cases and fewer slides.',
      ],
      answers: [
        'Opening, five minutes: each names one situation with {condition} in which they were unsure.',
        'Core, in pairs: three short cases, one ordinary, one urgent, one that only looks urgent. When do you call, and whom?',
        'Closing: every pair writes one sentence for the wall of {ward}.',
        'Question for the quiz: which of these is a reason to escalate at once? Answer: sudden change, always.',
      ],
    },
    {
      asks: [
        'Summarise the guideline changes on {condition} for {ward}.',
        'Check our {document} on {condition} for gaps.',
        'Rewrite the {document} so that {ward} can use it during a night shift.',
      ],
      details: [
        'New in the guideline: earlier follow-up ({7-14} days instead of {21-30}), shared decisions, and {habit} before medicine where possible.',
        'Our text covers arrival and treatment; it hardly mentions going home.',
        'At night there is one nurse for {12-30} beds.',
        'The audit of {month} found that step {3-8} is skipped most often.',
      ],
      answers: [
        'What is new: the follow-up comes earlier, the patient decides with us, and {habit} is offered first.',
        'What is missing in ours: going home. Who explains, what is handed over, who calls after {2-5} days?',
        'For the night: one card with four steps, the doctor on call in the largest type.',
        'Step by step, the skipped one comes first now, so that it is done before the shift gets busy.',
      ],
    },
  ],
}
