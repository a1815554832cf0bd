/** Outlines on a 20 × 20 grid, drawn with the colour of the text beside them. */
const outlines = {
  overview: 'M3 3.500h5.500v6H3zM11.5 3.500H17v3.500h-5.500zM11.5 10H17v6.500h-5.500zM3 12.500h5.500v4H3z',
  activity: 'M3 5h14M3 10h14M3 15h9',
  violations: 'M10 2.8 16.5 5v5c0 3.7-2.7 6.2-6.5 7.400C6.2 16.2 3.5 13.7 3.5 10V5zM10 6.800v4M10 13.600v.1',
  live: 'M10 10v.1M6.8 13.200a4.5 4.5 0 0 1 0-6.400M13.2 6.800a4.5 4.5 0 0 1 0 6.400M4.3 15.700a8 8 0 0 1 0-11.400M15.7 4.300a8 8 0 0 1 0 11.4',
  vendors: 'M10 2.8 16.5 6.400v7.200L10 17.200l-6.5-3.600V6.400zM3.7 6.5 10 10l6.3-3.500M10 10v7',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  search: 'M8.7 14.400a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.400zM13 13l4 4',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.500l4 4 8-9',
  copy: 'M7 7h9.500v9.500H7zM13 7V3.500H3.500V13H7',
  sun: 'M10 13.300a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.600zM10 2v1.800M10 16.200V18M2 10h1.800M16.2 10H18M4.3 4.300l1.3 1.300M14.4 14.400l1.3 1.300M15.7 4.300l-1.3 1.300M5.6 14.400l-1.3 1.3',
  moon: 'M16.5 11.800A7 7 0 0 1 8.2 3.500a7 7 0 1 0 8.3 8.300z',
  system: 'M2.5 4h15v9.500h-15zM7 17h6M10 13.500V17',
  chevronDown: 'M5.5 8l4.5 4.500L14.5 8',
  chevronUp: 'M5.5 12.5 10 8l4.5 4.5',
  chevronLeft: 'M12 5.5 7.5 10l4.5 4.5',
  chevronRight: 'M8 5.5 12.5 10 8 14.5',
  sidebar: 'M3 4h14v12H3zM8 4v12',
  refresh: 'M16.5 5v4h-4M3.5 15v-4h4M15.8 9A6.2 6.2 0 0 0 4.9 6.600M4.2 11a6.2 6.2 0 0 0 10.9 2.4',
  pause: 'M7 4.500v11M13 4.500v11',
  play: 'M6.5 4.2 15.5 10l-9 5.800z',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  signOut: 'M12.5 6V3.500h-9v13h9V14M8 10h9M14 7l3 3-3 3',
  arrowUp: 'M10 16V4.500M5.5 9 10 4.5 14.5 9',
  arrowDown: 'M10 4v11.500M5.5 11l4.5 4.5 4.5-4.5',
  warning: 'M10 3.2 17.6 16.500H2.400zM10 8.200v4M10 14.300v.1',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.300v4.200M10 6.600v.1',
  table: 'M3 4h14v12H3zM3 8.500h14M8 8.500V16',
  chart: 'M4 16.500V9M8 16.500V4M12 16.500v-6M16 16.500v-9',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400z',
  team: 'M7.5 9.500a2.7 2.7 0 1 0 0-5.4 2.7 2.700 0 0 0 0 5.400zM2.5 16c.3-2.6 2.300-4 5-4s4.700 1.400 5 4M13 4.300a2.6 2.600 0 0 1 0 5M14.6 12.300c1.700.5 2.700 1.800 2.900 3.700',
  key: 'M12.7 10.900a3.9 3.900 0 1 0-3.600-3.600L3.5 13v3.500H7V14.500h2v-2h1.200zM13.2 6.800v.1',
  audit: 'M5 3h10v14H5zM7.5 7h5M7.5 10h5M7.5 13h3',
  building: 'M4.500 17V3.500h7V17M11.5 8h4v9M3 17h14M7 7h2M7 10h2M7 13h2',
  layers: 'M10 3.300 17 7l-7 3.700L3 7zM3 10.500l7 3.700 7-3.700M3 13.800l7 3.700 7-3.700',
  user: 'M10 9.800a3.2 3.200 0 1 0 0-6.4 3.2 3.200 0 0 0 0 6.400zM3.800 16.500c.4-3 2.900-4.500 6.200-4.500s5.800 1.500 6.200 4.500',
  more: 'M4.500 10v.1M10 10v.1M15.500 10v.1',
  plus: 'M10 4v12M4 10h12',
  mail: 'M3 5h14v10.500H3zM3.300 5.500 10 11l6.700-5.500',
  download: 'M10 3.500v9M6 9l4 4 4-4M3.500 16.500h13',
  swap: 'M4 7.500h11M12 4.500l3 3-3 3M16 12.500H5M8 9.500l-3 3 3 3',
} as const

export type IconName = keyof typeof outlines

/** A sign beside words; it never stands alone for its meaning, so it is hidden from screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={outlines[name]} />
    </svg>
  )
}
