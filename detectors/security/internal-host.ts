import { detector, type Verdict, verdict } from '../detector.ts'

const ENDING = 'corp|internal|intranet|local|lan|localdomain|cluster\\.local|svc'

/** Names of hosts that only an inner network knows. Low: they say how a system is built, not who somebody is. */
export const internalHost = detector({
  code: 'security_internal_host',
  label: 'Internal Host',
  category: 'security',
  severity: 'low',
  dataType: 'security',
  mechanism: 'shape',
  hints: ['.corp', '.internal', '.intranet', '.local', '.lan', '.svc'],
  pattern: new RegExp(
    `(?<![\\w.@-])[a-z0-9](?:[a-z0-9-]{0,62}\\.){1,6}(?:${ENDING})(?![\\w-]|\\.\\w|\\()`,
    'gi',
  ),
  check,
  examples: {
    find: [
      ['ssh db1.prod.contoso.internal', 'db1.prod.contoso.internal'],
      ['http://wiki.corp/page', 'wiki.corp'],
      ['api.default.svc.cluster.local:443', 'api.default.svc.cluster.local'],
      ['print on ps01.hq.local, please', 'ps01.hq.local'],
    ],
    ignore: [
      ['this.local = 1', 'a property'],
      ['see .env.local', 'a file'],
      ['a.internal()', 'a call'],
      ['contoso.com and local', 'a public name'],
      ['anna@mail.corp', 'an address of somebody'],
    ],
  },
})

function check(value: string): Verdict | null {
  const first = value.slice(0, value.indexOf('.')).toLowerCase()
  const isCode =
    /^(?:this|self|env|config|settings|options|props|module|window|process|node|package|docker|exports?|\d+)$/.test(
      first,
    )
  return isCode || value.startsWith('.') ? null : verdict.bare
}
