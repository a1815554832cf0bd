import { detector, type Verdict } from '../../detector.ts'
import { announcing } from '../../engine/context.ts'

const PAIR = /^([+-]?\d{1,2}\.\d{4,})[°]?\s?[NS]?[,;]?\s{0,2}([+-]?\d{1,3}\.\d{4,})/i

/** Places on Earth: a latitude and a longitude of at least four decimals. */
export const geo = detector({
  code: 'pii_geo',
  label: 'Geographic Coordinates',
  category: 'pii',
  severity: 'medium',
  dataType: 'pii',
  mechanism: 'shape',
  hints: ['0.0000'],
  pattern:
    /(?<![\w.,-]|\d,\s)[+-]?\d{1,2}\.\d{4,15}(?:°\s?)?(?:\s?[NS])?[,;]\s{0,2}[+-]?\d{1,3}\.\d{4,15}(?:°\s?)?(?:\s?[EW])?(?![\w.]|\s{0,2},\s{0,2}[+-]?\d)/gi,
  check: (value): Verdict | null => {
    const [, latitude = '', longitude = ''] = PAIR.exec(value) ?? []
    const isPlace = latitude !== '' && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
    if (!isPlace || Number(latitude) === 0) return null
    return { beside: 'high', alone: 'low', sound: true }
  },
  context: announcing([
    'coordinates',
    'coords',
    'gps',
    'geo',
    'location',
    'position',
    'lat',
    'latitude',
    'latlng',
    'lat lon',
    'lat long',
    'located at',
    'koordinaten',
    'coordonnees',
    'coordenadas',
    'home',
    'lives at',
  ]),
  examples: {
    find: [
      ['GPS 52.520008, 13.404954', '52.520008, 13.404954'],
      ['location: -33.8568,151.2153', '-33.8568,151.2153'],
      ['geo:37.786971,-122.399677', '37.786971,-122.399677'],
      ['coordinates 40.7128 N, 74.0060 W', '40.7128 N, 74.0060 W'],
    ],
    ignore: [
      ['GPS 52.52, 13.40', 'two decimals, a town and no home'],
      ['GPS 95.520008, 13.404954', 'no such latitude'],
      ['GPS 52.520008, 193.404954', 'no such longitude'],
      ['[0.1234, 0.5678, 0.9101]', 'numbers in an array'],
    ],
  },
})
