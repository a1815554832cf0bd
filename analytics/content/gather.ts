import type { Origin } from '../../detectors/index.ts'
import type { UninspectedReason } from '../contract/inspection.ts'
import { type Opened, openDataUrl } from './attachment.ts'

/** A stretch of text that one author wrote. */
export type Piece = { origin: Origin; text: string }

/** What a model read and what it wrote, in pieces, and why something of it is not there. */
export type Content = {
  prompt: readonly Piece[]
  response: readonly Piece[]
  skipped: readonly UninspectedReason[]
}

/** Units: characters of decoded files in one event. */
const openedCharsMax = 4_000_000
/** Every part has a bound, so that what only begins like an address costs little. */
const inlineData = /data:(?:[\w.+-]{1,60}\/[\w.+-]{1,100})?(?:;[\w.+=-]{1,60}){0,5},[\w+/%=.~!$&'*:@-]*/gi

export type Gathering = ReturnType<typeof gathering>

/** Gathers pieces in the order in which they are added; the same piece twice is one. */
export function gathering() {
  const pieces: Piece[] = []
  const known = new Set<string>()
  const skipped = new Set<UninspectedReason>()
  let openedChars = 0

  const add = (text: string, origin: Origin): void => {
    if (text.trim() === '') return
    const name = `${origin}\n${text}`
    if (known.has(name)) return
    known.add(name)
    pieces.push({ origin, text })
  }
  const opened = (what: Opened, origin: Origin): void => {
    if ('skipped' in what) skipped.add(what.skipped)
    else if (openedChars + what.text.length > openedCharsMax) skipped.add('budget')
    else {
      openedChars += what.text.length
      add(what.text, origin)
    }
  }

  return {
    /** A text as it stands. Files that stand in it as `data:` addresses are opened in their place. */
    text(text: string, origin: Origin): void {
      if (!text.includes('data:')) {
        add(text, origin)
        return
      }
      let copied = 0
      for (const match of text.matchAll(inlineData)) {
        const what = openDataUrl(match[0])
        if (what === null) continue
        add(text.slice(copied, match.index), origin)
        opened(what, origin)
        copied = match.index + match[0].length
      }
      add(text.slice(copied), origin)
    },
    opened,
    skip(reason: UninspectedReason): void {
      skipped.add(reason)
    },
    /** Users before what their programs read for them, and standing instructions last. */
    content(): Content {
      const of = (...origins: Origin[]) => pieces.filter(({ origin }) => origins.includes(origin))
      return {
        prompt: [...of('user'), ...of('tool', 'retrieved'), ...of('system')],
        response: of('assistant'),
        skipped: [...skipped],
      }
    },
  }
}
