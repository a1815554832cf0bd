import './first-step.css'
import { may } from '../models/session.ts'
import { CommandBlock } from './secret.tsx'

/** A line for the shell that pushes one event. `key` is an API key, or the name of a variable that holds it. */
export function pushCommand(key: string): string {
  return [
    `curl -X POST ${window.location.origin}/api/v1/ingest/llm \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"events": [{`,
    '    "vendor_id": "openai",',
    '    "model": "gpt-5-mini",',
    '    "prompt": "Write to ann@example.org, SSN 536-90-4399",',
    `    "response": "Done."}]}'`,
  ].join('\n')
}

/** The first thing to do on an instance that has seen nothing yet: push one event. */
export function FirstStep() {
  return (
    <>
      <p>
        {may('credentials:write') ? <a href="/vendors/catalogue">Connect a vendor</a> : 'Connect a vendor'},
        or push a first event with an{' '}
        {may('api_keys:write') ? <a href="/api-keys?new=1">API key</a> : 'API key'}:
      </p>
      <FirstCommand />
    </>
  )
}

/** The command that pushes one event, with personal data in it so that there is something to find. */
export function FirstCommand() {
  return (
    <div class="first-step">
      <CommandBlock text={pushCommand('$AEGISFLOW_API_KEY')} />
    </div>
  )
}
