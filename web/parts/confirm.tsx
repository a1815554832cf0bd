import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { ConfirmDialog, type ConfirmProps } from './dialog.tsx'
import { Part } from './facts.tsx'

type Question = Omit<ConfirmProps, 'onClose'>

/** A question that is asked when `ask` is called. `dialog` belongs outside of any form, since it is one itself. */
export function useConfirm(question: Question) {
  const isAsked = useSignal(false)
  return {
    ask() {
      isAsked.value = true
    },
    dialog: isAsked.value && (
      <ConfirmDialog
        {...question}
        onClose={() => {
          isAsked.value = false
        }}
      />
    ),
  }
}

type DangerPartProps = Omit<Question, 'title'> & { title: string; lead: ComponentChildren; question: string }

/** A part of a drawer with one button for what is not easily undone, which asks first. */
export function DangerPart({ title, lead, question, ...asked }: DangerPartProps) {
  const { ask, dialog } = useConfirm({ title: question, ...asked })
  return (
    <Part title={title}>
      <p class="muted">{lead}</p>
      <div>
        <Button look="danger" onClick={ask}>
          {asked.confirm}
        </Button>
      </div>
      {dialog}
    </Part>
  )
}
