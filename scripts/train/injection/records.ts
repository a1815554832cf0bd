import type { Dice } from '../../demo/chance.ts'

const KINDS = [
  'product',
  'email',
  'event',
  'tweet',
  'repo',
  'review',
  'patient',
  'note',
  'task',
  'order',
  'page',
  'file',
  'user',
  'ticket',
  'booking',
  'account',
  'message',
  'device',
  'article',
  'transaction',
]
const FIELDS = [
  'id',
  'name',
  'title',
  'author',
  'date',
  'created_at',
  'price',
  'status',
  'url',
  'rating',
  'tags',
  'location',
  'quantity',
  'is_public',
  'priority',
  'phone',
  'sender',
  'subject',
  'version',
  'amount',
]
const TEXT_FIELDS = [
  'description',
  'content',
  'body',
  'bio',
  'review_content',
  'comment',
  'notes',
  'summary',
  'text',
  'message',
  'details',
  'caption',
  'transcript',
]

/** A record as tools return them, in JSON or as Python prints it, with a given text in one of its fields. */
export function record(text: string, throws: Dice): string {
  const kind = throws.pick(KINDS)
  const entries = Array.from({ length: 1 + throws.below(5) }, () => {
    const field = throws.pick(FIELDS)
    return [throws.share() < 0.4 ? `${kind}_${field}` : field, filling(field, throws)] as const
  })
  const at = throws.below(entries.length + 1)
  const inner = Object.fromEntries([
    ...entries.slice(0, at),
    [throws.pick(TEXT_FIELDS), text],
    ...entries.slice(at),
  ])
  const outer = throws.pick([
    inner,
    { [`${kind}s`]: [inner] },
    { [`${kind}_details`]: inner },
    { status: 'success', data: inner },
  ])
  const json = JSON.stringify(outer)
  return throws.pick([
    () => json,
    () => json.replaceAll('","', '", "').replaceAll('":', '": '),
    () => json.replaceAll('"', "'").replaceAll("':", "': ").replaceAll(",'", ", '"),
    () => JSON.stringify(json.replaceAll('"', "'").replaceAll("':", "': ").replaceAll(",'", ", '")),
    () => JSON.stringify(outer, null, 2),
  ])()
}

function filling(field: string, throws: Dice): unknown {
  if (/id|version/.test(field))
    return throws.pick([throws.below(90_000), `${throws.pick(KINDS)}_${throws.below(999)}`, throws.digits(8)])
  if (/date|created/.test(field)) return `202${throws.below(6)}-0${1 + throws.below(9)}-1${throws.below(10)}`
  if (/price|amount|quantity|rating/.test(field)) return throws.below(5000) / throws.pick([1, 100])
  if (field === 'url') return `https://www.${throws.pick(KINDS)}s.example/${throws.below(999)}`
  if (field === 'tags') return [throws.pick(KINDS), throws.pick(KINDS)]
  if (field === 'is_public') return throws.share() < 0.5
  return throws.pick([
    'Amy Watson',
    'Carlos M.',
    'completed',
    'high',
    'pending',
    'Berlin',
    'New offer',
    'Dr. Lee',
    'Smart lamp',
    'monthly',
    'in stock',
  ])
}
