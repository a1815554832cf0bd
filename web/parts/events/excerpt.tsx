import type { EventFinding } from '../../../analytics/contract/event.ts'
import { excerptParts } from '../../lib/excerpt.ts'
import { percentage } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'

const levelOrder = ['high', 'medium', 'low'] as const

type ExcerptProps = { title: string; text: string; findings: readonly EventFinding[] }

/** A stored text with the places of its findings marked, and the findings in words below it. */
export function Excerpt({ title, text, findings }: ExcerptProps) {
  return (
    <div class="excerpt">
      <h4>{title}</h4>
      <pre class="excerpt-text">
        {excerptParts(text, findings).map((part, index) => {
          const level = levelOrder.find((known) => part.findings.some((finding) => finding.level === known))
          if (level === undefined) return <span key={index}>{part.text}</span>
          const names = part.findings.map(({ code }) => detectorLabel(code)).join(', ')
          return (
            <mark key={index} class={`finding finding-${level}`} title={names}>
              {part.text}
            </mark>
          )
        })}
      </pre>
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.start}`}>
              <span>{detectorLabel(finding.code)}</span>
              <code class="muted">{finding.code}</code>
              <span class="muted">
                characters {finding.start}–{finding.end}, confidence {percentage(finding.confidence)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
