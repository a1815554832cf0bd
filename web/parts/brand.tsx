import './brand.css'

/** The product's sign. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg
      class="brand-mark"
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <rect class="brand-field" width="32" height="32" rx="8" />
      <path d="M16 6.5 24 9.4v6.3c0 4.8-3.2 8.2-8 9.8-4.8-1.6-8-5-8-9.8V9.4z" />
      <path d="M11.5 16.3h2.6l1.7-3.6 2 5.8 1.1-2.2h1.6" />
    </svg>
  )
}
