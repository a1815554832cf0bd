import { useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { count } from '../lib/format.ts'
import './field.css'
import './file-drop.css'
import { Icon } from './icon.tsx'

type FileDropProps = {
  label: string
  hint: string
  /** Extensions, as the browser takes them. */
  accept: string
  file: File | null
  onFile: (file: File) => void
}

/** A place where a file is dropped, or chosen by pointer or keyboard. What becomes of it is for the page to say. */
export function FileDrop({ label, hint, accept, file, onFile }: FileDropProps) {
  const id = useId()
  const over = useSignal(false)
  const zone = useRef<HTMLDivElement>(null)
  const take = (files: FileList | null | undefined) => {
    const first = files?.[0]
    if (first) onFile(first)
  }

  // Dropping is a shortcut beside the button, so it is no interaction of the element itself.
  useEffect(() => {
    const element = zone.current
    const onDragOver = (event: DragEvent) => {
      event.preventDefault()
      over.value = true
    }
    const onDragLeave = () => {
      over.value = false
    }
    const onDrop = (event: DragEvent) => {
      event.preventDefault()
      over.value = false
      take(event.dataTransfer?.files)
    }
    element?.addEventListener('dragover', onDragOver)
    element?.addEventListener('dragleave', onDragLeave)
    element?.addEventListener('drop', onDrop)
    return () => {
      element?.removeEventListener('dragover', onDragOver)
      element?.removeEventListener('dragleave', onDragLeave)
      element?.removeEventListener('drop', onDrop)
    }
  }, [])

  return (
    <div ref={zone} class={over.value ? 'file-drop file-drop-over' : 'file-drop'}>
      <Icon name="upload" size={20} />
      <div>
        <label class="field-label" for={id}>
          {label}
        </label>
        <p class="field-hint" id={`${id}-hint`}>
          {file === null ? hint : `${file.name}, ${count(Math.ceil(file.size / 1024))} KiB`}
        </p>
      </div>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(event.currentTarget.files)}
      />
    </div>
  )
}
