import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals'
import type { CustomDetectorItem } from '../../../analytics/contract/compliance.ts'
import { count } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { engineForm, keywordsOf, sentence } from '../../models/own-detectors.ts'
import type { ScanAnswer } from '../../models/scan-text.ts'
import { scanning } from '../../models/scanning.ts'
import { useModel } from '../../models/use-model.ts'
import { TextArea } from '../../parts/field.tsx'
import { MarkedText } from '../../parts/marked-text.tsx'
import './trial-section.css'

/** The name that a definition is tried under, whatever it will be called. */
const trialName = 'trial'
const trialCode = `custom_${trialName}`
const key = new Uint8Array(32)

type Values = Readonly<Record<'label' | 'category' | 'severity' | 'keywords' | 'pattern', string>>
type TrialProps = { values: ReadonlySignal<Values>; kind: ReadonlySignal<string> }

/** Runs a definition on a text in this browser, before anybody relies on it. */
export function TrialSection({ values, kind }: TrialProps) {
  const scanner = useModel(scanning)
  const text = useSignal('')
  useSignalEffect(() => {
    const { category, severity, keywords, pattern } = values.value
    const isPattern = kind.value === 'pattern'
    if ((isPattern ? pattern : keywords).trim() === '') return
    const definition = engineForm({
      name: trialName,
      category: category as CustomDetectorItem['category'],
      severity: severity as CustomDetectorItem['severity'],
      keywords: isPattern ? null : keywordsOf(keywords),
      pattern: isPattern ? pattern : null,
    })
    scanner.ask({
      text: text.value,
      origin: 'user',
      thresholds: {},
      custom: [definition],
      redaction: 'placeholder',
      key,
    })
  })
  const { keywords, pattern, label } = values.value
  const isDefined = (kind.value === 'pattern' ? pattern : keywords).trim() !== ''
  const answer = isDefined ? scanner.answer.value : null
  return (
    <section class="trial" aria-label="Try it">
      <TextArea
        label="Try it on a text"
        rows={3}
        hint="Scanned in this browser; it is not sent anywhere."
        value={text.value}
        onInput={(value) => {
          text.value = value
        }}
      />
      <div role="status" class="trial-verdict">
        {scanner.failed.value ? 'The scanner could not be started.' : answer && <Verdict answer={answer} />}
      </div>
      {answer && answer.question.text !== '' && answer.faults[trialName] === undefined && (
        <MarkedText
          text={answer.question.text}
          findings={answer.findings.filter(({ code }) => code === trialCode)}
          labels={{ [trialCode]: label }}
        />
      )}
    </section>
  )
}

function Verdict({ answer: { question, findings, faults, partial } }: { answer: ScanAnswer }) {
  const fault = faults[trialName]
  if (fault !== undefined) return <span class="trial-fault">{sentence(fault)}</span>
  if (question.text === '') return 'The definition can run.'
  const found = findings.filter(({ code }) => code === trialCode).length
  const others = [...new Set(findings.map(({ code }) => code))].filter((code) => code !== trialCode)
  return (
    <>
      {found === 0 ? 'It finds nothing in this text.' : `It finds ${count(found)} in this text.`}
      {others.length > 0 && ` The catalogue finds: ${others.map(detectorLabel).join(', ')}.`}
      {partial !== null && ' The text was too much for one scan and was inspected in part.'}
    </>
  )
}
