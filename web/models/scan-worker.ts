import { type ScanQuestion, scanText } from './scan-text.ts'

const clockMs = () => performance.now()
const nothing: ScanQuestion = {
  text: '',
  origin: 'user',
  thresholds: {},
  custom: [],
  redaction: 'placeholder',
  key: new Uint8Array(),
}

/** Detectors are compiled by the first scan; it should not be the one that somebody waits for. */
scanText(nothing, clockMs)

addEventListener('message', ({ data }: MessageEvent<ScanQuestion>) => {
  postMessage(scanText(data, clockMs))
})
