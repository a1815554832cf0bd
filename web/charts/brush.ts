/** Steps that are chosen, both included: where it began, and where it has got to. */
export type Brush = { readonly anchor: number; readonly head: number }

/** The first and the last step of a brush. */
export const brushEnds = ({ anchor, head }: Brush): readonly [from: number, to: number] => [
  Math.min(anchor, head),
  Math.max(anchor, head),
]

/** The step at a share of the chart's width; outside of it the first or the last. */
export const stepAt = (share: number, steps: number): number =>
  Math.min(steps - 1, Math.max(0, Math.floor(share * steps)))

/** Units: steps. */
const farSteps = 10

/**
 * The brush after a key, as with a range of text: arrows move, with Shift they draw it longer, Home and End go to the
 * ends and Page up and Page down some steps. Null where the key means nothing here.
 */
export function brushByKey(
  brush: Brush | null,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  steps: number,
): Brush | null {
  if (steps === 0) return null
  const at = brush?.head ?? steps
  const heads: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: brush === null ? 0 : at + 1,
    PageUp: at - farSteps,
    PageDown: at + farSteps,
    Home: 0,
    End: steps - 1,
  }
  const wanted = heads[key]
  if (wanted === undefined) return null
  const head = Math.min(steps - 1, Math.max(0, wanted))
  return { anchor: shiftKey && brush !== null ? brush.anchor : head, head }
}
