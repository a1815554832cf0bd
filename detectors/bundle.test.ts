import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, it } from 'vitest'

const BYTES_MAX = 700_000

it('the whole engine with its weights stays below 700 KB gzipped', { timeout: 60_000 }, async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry: new URL('index.ts', import.meta.url).pathname, formats: ['es'], fileName: 'detectors' },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const code = outputs.map((one) => (one.type === 'chunk' ? one.code : '')).join('')
  expect(code.length).toBeGreaterThan(100_000)
  expect(gzipSync(code).length).toBeLessThan(BYTES_MAX)
})
