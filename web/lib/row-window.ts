/** Rows `from` up to but without `to`. */
export type RowWindow = { readonly from: number; readonly to: number }

/** Windows move in steps, so that most movements of a wheel draw nothing anew. */
const stepRows = 8
const marginRows = 16

/**
 * The rows worth drawing of a long list: those in sight and some around them. `topPx` is where the list begins above
 * (negative) or below the upper edge of the view. Units: CSS pixels; every row is as high as the others.
 */
export function rowWindow(topPx: number, viewPx: number, rowPx: number, rows: number): RowWindow {
  if (rows === 0 || rowPx <= 0) return { from: 0, to: 0 }
  const first = Math.floor(-topPx / rowPx)
  const last = Math.ceil((viewPx - topPx) / rowPx)
  const from = Math.floor((first - marginRows) / stepRows) * stepRows
  const to = Math.ceil((last + marginRows) / stepRows) * stepRows
  const start = Math.min(Math.max(0, from), Math.max(0, rows - 1))
  return { from: start, to: Math.max(start, Math.min(rows, to)) }
}

/** How far to scroll so that a row is in sight between the edges of the view; 0 when it is. */
export function scrollToRow(rowTopPx: number, rowPx: number, upperPx: number, lowerPx: number): number {
  if (rowTopPx < upperPx) return rowTopPx - upperPx
  return Math.max(rowTopPx + rowPx - lowerPx, 0)
}
