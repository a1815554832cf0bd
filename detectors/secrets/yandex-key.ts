import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys, secrets and tokens of Yandex Cloud. */
export const yandexKey = vendorSecret({
  code: 'secret_yandex_key',
  label: 'Yandex Cloud Key',
  hints: ['aqvn', 'ycaj', 'ycp', 't0.', 'y0_a', 'y0__'],
  shape:
    'AQVN[A-Za-z0-9_-]{35,38}|YC[AP][A-Za-z0-9_-]{38}|y0_(?:_x|Ag)[A-Za-z0-9_-]{50,80}|t1\\.[A-Za-z0-9_-]{10,400}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}',
  samples: [`AQVN${madeUp('url', 36)}`, `YCAJ${madeUp('url', 37)}`],
})
