import { hashText, idText } from '../../demo/chance.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { Refusal, type Reply, type Vendor } from '../wire.ts'

/** The company's own Ollama server, behind a proxy that asks for a token. */
export function ollamaVendor(seed: string): Vendor {
  const token = idText(hashText(`${seed}/ollama/token`), 40)
  return {
    id: 'ollama',
    variables: (url) => ({ OLLAMA_BASE_URL: url }),
    credentials: () => [
      { kind: 'server', secret: token, settings: { base_url: 'https://ollama.northwind.example' } },
    ],
    ledger: null,
    fault: (status) => refused(status, `status ${status}`),
    answer: answerBy(
      [
        { method: 'GET', path: /^\/api\/version$/, answer: () => ({ body: { version: '0.12.6' } }) },
        {
          method: 'GET',
          path: /^\/api\/tags$/,
          answer: () => ({ body: { models: [model('llama3.2:latest')] } }),
        },
      ],
      (request) => {
        if (bearerOf(request) !== token) throw new Refusal(401, 'unauthorized')
      },
      refused,
    ),
  }
}

/** Moments are written by Go: nine digits of a second and an offset. */
const model = (name: string) => ({
  name,
  model: name,
  modified_at: '2026-11-03T09:12:31.480221907+01:00',
  size: 1_987_654_321,
  digest: '3fd0c1b7aa42',
  details: { format: 'gguf', family: 'llama', parameter_size: '3.2B', quantization_level: 'Q4_K_M' },
})

function refused(status: number, message: string): Reply {
  return { status, body: { error: message } }
}
