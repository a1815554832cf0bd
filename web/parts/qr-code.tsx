import encodeQR from 'qr'

type QrCodeProps = { text: string; label: string; pixels: number }

/** A text for a camera. It is black on white in every theme, since not every reader takes it the other way. */
export function QrCode({ text, label, pixels }: QrCodeProps) {
  const rows = encodeQR(text, 'raw', { border: 3 })
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      width={pixels}
      height={pixels}
      shapeRendering="crispEdges"
    >
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
