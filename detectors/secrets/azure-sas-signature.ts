import { madeUp } from './made-up.ts'
import { namedSecret } from './named-secret.ts'

/** Signatures of shared access addresses of Azure. */
export const azureSasSignature = namedSecret({
  code: 'secret_azure_sas_signature',
  label: 'Azure SAS Signature',
  hints: ['sig='],
  name: 'sig=',
  value: '(?:[A-Za-z0-9]|%2[bBfF]|[+/]){38,64}(?:=|%3[dD])',
  holds: (text, { start, end }) =>
    /[?&;]s(?:[veptr]|ks|ig)=/.test(
      text.slice(Math.max(0, start - 400), start - 4) + text.slice(end, end + 400),
    ),
  find: [
    [
      `https://c.blob.core.windows.net/b?sv=2024-01-01&sr=b&sig=${madeUp('alnum', 43)}=&se=2027`,
      `${madeUp('alnum', 43)}=`,
    ],
    [`?sv=2023-08-03&ss=bf&sig=${madeUp('alnum', 43, 2)}=`, `${madeUp('alnum', 43, 2)}=`],
    [`"?sig=${madeUp('alnum', 43, 3)}=&sv=2023-08-03&sp=r"`, `${madeUp('alnum', 43, 3)}=`],
    [
      `SharedAccessSignature sr=c.azure&sig=${madeUp('alnum', 43, 4)}=&se=1&skn=d`,
      `${madeUp('alnum', 43, 4)}=`,
    ],
  ],
  ignore: [
    [`sig=${madeUp('alnum', 43)}=`, 'a signature of something else'],
    ['?sv=2024-01-01&sig=<signature>', 'a template'],
    ['?sv=2024-01-01&sig=abcdef', 'too short'],
    [`?sv=2024-01-01&sig=${'x'.repeat(43)}=`, 'a placeholder'],
  ],
})
