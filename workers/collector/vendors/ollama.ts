import { z } from 'zod'
import { ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage } from '../page.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'

const keepsNothing = 'Ollama keeps no record of calls; they are seen where they are pushed from.'

/** An Ollama server of the customer’s own. Source: Ollama's API document, September 2026. */
export const ollama = vendor({
  id: 'ollama',
  label: 'Ollama',
  apis: { api: { default: '{base_url}', env: 'OLLAMA_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'server',
      label: 'Server',
      hint: /^(?:none|\S{16,})$/,
      help: 'The token that the server or the proxy before it asks for, or “none”. It is only checked, once a day, that the server answers.',
      settings: [
        {
          name: 'base_url',
          label: 'Address',
          help: 'Where the server is reached from outside, https://ollama.example.com for instance.',
          pattern: /^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/,
          required: true,
        },
      ],
    },
  ],
  units: { money: 'None is reported', time: 'None is reported' },
  validate,
  streams: [],
  absent: {
    usage: keepsNothing,
    cost: 'The server is one’s own: nobody sends a bill for its calls.',
    audit: 'Ollama has no audit log.',
    content: keepsNothing,
    inventory: 'Ollama lists models, but knows neither people nor projects.',
  },
})

const noToken = 'none'
const version = z.object({ version: z.string() })
const tags = z.object({ models: z.array(z.unknown()).nullish() })

/** A proxy may guard the list of models and not the version, so both are asked. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const isOpen = ctx.secret.reveal() === noToken
  const headers = isOpen ? {} : bearer(ctx)
  const at = (path: string) => ({ url: addressOf(ctx.base('api'), path, {}), headers })
  const running = await fetchPage(ctx, at('/api/version'), version)
  if (!running.ok) return running
  const listed = await fetchPage(ctx, at('/api/tags'), tags)
  if (!listed.ok) return listed
  const models = listed.value.body.models?.length ?? 0
  const note = `Ollama ${running.value.body.version} with ${models} ${models === 1 ? 'model' : 'models'}.`
  return ok({ accountRef: null, note })
}
