import { fail } from '../../analytics/result.ts'
import { keptMail } from '../../analytics/store/d1/outbox.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { placeHere } from '../identity/visitor.ts'
import { hasOutbox } from '../mail/index.ts'

export const outbox = route('GET /dev/outbox', {
  summary: 'Mail of a development instance, which has no mail server.',
  public:
    'It exists only where MAIL_OUTBOX says so: on an instance that listens on loopback and has no mail.',
  async handle(context) {
    if (!hasOutbox(context.env))
      return fail({ kind: 'not_found', message: 'There is nothing at this address.' })
    const kept = await keptMail(placeHere(context).db)
    const items = kept.map(({ atMs, ...mail }) => ({ ...mail, at: new Date(atMs).toISOString() }))
    return pageOfWhole(items, context.query)
  },
})
