import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { query, setQuery } from '../lib/router.ts'

const typingPauseMs = 350

type TypedFilterProps = {
  /** Of the address's query. */
  name: string
  children: (value: string, onInput: (value: string) => void) => ComponentChildren
}

/** A filter that is typed: it takes hold in the address when the typing pauses. */
export function TypedFilter({ name, children }: TypedFilterProps) {
  const inAddress = query.value.get(name) ?? ''
  const typed = useSignal(inAddress)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    typed.value = inAddress
  }, [inAddress])
  useEffect(() => () => clearTimeout(pause.current), [])

  return children(typed.value, (value) => {
    typed.value = value
    clearTimeout(pause.current)
    pause.current = setTimeout(() => setQuery({ [name]: value.trim() }), typingPauseMs)
  })
}
