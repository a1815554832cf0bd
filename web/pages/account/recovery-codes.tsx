import { saveText } from '../../lib/download.ts'
import { Button } from '../../parts/button.tsx'
import { ShownOnce } from '../../parts/secret.tsx'
import './account.css'

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void }

/** The way in when the authenticator is lost: shown once, to be kept elsewhere. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const text = codes.join('\n')
  return (
    <div class="recovery">
      <p class="muted">
        Each of them signs you in once, in place of a code, when you have lost the authenticator.
      </p>
      <ShownOnce what="recovery codes" text={text} />
      <div class="form-actions">
        <Button icon="download" onClick={() => saveText('aegisflow-recovery-codes.txt', `${text}\n`)}>
          Download
        </Button>
        <Button look="primary" onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </div>
  )
}
