import { CopyButton } from './copy-button.tsx'
import './first-step.css'

/** The first thing to do on an instance that has seen nothing yet: push one event. */
export function FirstStep() {
  const command = [
    `curl -X POST ${window.location.origin}/api/v1/ingest/llm \\`,
    '  -H "Authorization: Bearer $AEGISFLOW_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"events": [{`,
    '        "vendor_id": "openai", "model": "gpt-5-mini",',
    `        "prompt": "Hello", "response": "Hi there"}]}'`,
  ].join('\n')
  return (
    <>
      <p>Connect a vendor, or push a first event with an API key:</p>
      <div class="first-step">
        <pre>{command}</pre>
        <CopyButton text={command} what="command" />
      </div>
    </>
  )
}
