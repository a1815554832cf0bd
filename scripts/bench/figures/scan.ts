import { scan } from '../../../detectors/index.ts'
import { promptAt } from '../../demo/prompts.ts'
import { figure } from '../figure.ts'
import { median, spread } from '../statistics.ts'

const chars = { least: 400, most: 600 }
const promptsMax = 2_000
const candidates = 40_000

/** The detectors alone, in this process. */
export const scanning = figure({
  name: 'scan',
  summary: 'microseconds to scan one prompt of about 500 characters, without findings and with some',
  async measure({ isQuick, note }) {
    const clean: string[] = []
    const found: string[] = []
    for (let index = 0; index < candidates && found.length < promptsMax; index++) {
      const { prompt } = promptAt('scan', index, Date.now()).event
      if (prompt.length < chars.least || prompt.length > chars.most) continue
      const list = scan(prompt).findings.length > 0 ? found : clean
      if (list.length < promptsMax) list.push(prompt)
    }
    const rounds = isQuick ? 3 : 15
    const cleanUs = timesUs(clean, rounds)
    const foundUs = timesUs(found, rounds)
    note(`clean: ${spread(cleanUs)} us over ${clean.length} prompts`)
    note(`with findings: ${spread(foundUs)} us over ${found.length} prompts`)
    return [
      { name: 'scan_us_per_prompt@clean', value: median(cleanUs), unit: 'us' },
      { name: 'scan_us_per_prompt@findings', value: median(foundUs), unit: 'us' },
    ]
  },
})

/** Units: microseconds a prompt, one value for each round after two that warm up. */
function timesUs(prompts: readonly string[], rounds: number): number[] {
  const times: number[] = []
  for (let round = -2; round < rounds; round++) {
    const startedAtMs = performance.now()
    for (const prompt of prompts) scan(prompt)
    if (round >= 0) times.push(((performance.now() - startedAtMs) * 1000) / prompts.length)
  }
  return times
}
