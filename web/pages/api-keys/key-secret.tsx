import { Button } from '../../parts/button.tsx'
import { Part } from '../../parts/facts.tsx'
import { pushCommand } from '../../parts/first-step.tsx'
import { CommandBlock, ShownOnce } from '../../parts/secret.tsx'

type KeySecretProps = { secret: string; mayPush: boolean; onDone: () => void }

/** The key itself, shown once, and a line for the shell that tries it. */
export function KeySecret({ secret, mayPush, onDone }: KeySecretProps) {
  const command = mayPush
    ? pushCommand(secret)
    : `curl ${window.location.origin}/api/v1/health \\\n  -H "Authorization: Bearer ${secret}"`
  return (
    <>
      <ShownOnce what="API key" text={secret} />
      <Part title="Try it">
        <CommandBlock text={command} />
        {mayPush && (
          <p class="muted">
            Where <a href="/live">Live</a> is open it is there at once, and a second later it is under{' '}
            <a href="/violations">Violations</a>.
          </p>
        )}
        <div class="form-actions">
          <Button look="primary" onClick={onDone}>
            I have kept it
          </Button>
        </div>
      </Part>
    </>
  )
}
