import { useSignal } from '@preact/signals'
import { TextArea } from '../../parts/field.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'

const charsMax = 16_384

type DocumentFieldProps = {
  name: string
  value: string
  error: string | null
  onInput: (value: string) => void
}

/** A service-account document, dropped as the file that the vendor gave or pasted. */
export function DocumentField({ name, value, error, onInput }: DocumentFieldProps) {
  const file = useSignal<File | null>(null)
  const read = async (chosen: File) => {
    file.value = chosen
    onInput(chosen.size > charsMax ? '' : await chosen.text())
  }
  return (
    <>
      <FileDrop
        label="Service-account file"
        hint="The JSON file that the vendor gave you. It is read here and sealed in the vault."
        accept=".json,application/json"
        file={value === '' ? null : file.value}
        onFile={(chosen) => void read(chosen)}
      />
      <TextArea
        name={name}
        label="Or paste the document"
        rows={4}
        value={value}
        error={error}
        onInput={onInput}
      />
    </>
  )
}

/** What is wrong with a document before it is sent. */
export function documentProblem(text: string, isNeeded: boolean): string | null {
  if (text.trim() === '') return isNeeded ? 'Choose the file, or paste the document.' : null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return null
  } catch {
    // Said below, like everything else that is no document.
  }
  return 'This is no JSON document.'
}
