import { type TestStack, until } from '../support/stack.ts'

/** Sixty plain calls of sixty hours and one in which a number leaked, all of them stored. */
export async function pushSampleCalls(stack: TestStack): Promise<void> {
  const now = Date.now()
  await stack.ingest([
    ...Array.from({ length: 60 }, (_, index) => ({
      id: `plain-${index}`,
      model_name: index % 2 ? 'gpt-5-mini' : 'claude-sonnet-4-6',
      prompt: `Summarise ticket ${index}`,
      response: 'Done.',
      latency_ms: 500 + index,
      timestamp: new Date(now - index * 3_600_000).toISOString(),
      actor_email: `person${index % 5}@example.org`,
    })),
    {
      id: 'leak',
      model_name: 'gpt-5-mini',
      prompt: 'The SSN of the client is 536-90-4399, please file it.',
      response: 'Filed.',
      actor_email: 'ann@example.org',
    },
  ])
  await until(
    () => stack.call('GET', '/api/v1/events/leak'),
    ({ status }) => status === 200,
  )
}
