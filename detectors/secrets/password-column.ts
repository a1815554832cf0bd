import { detector, type Verdict, verdict } from '../detector.ts'
import { looksChosen, looksDrawn, looksTyped } from './assignment.ts'

const NAMES = [
  'password',
  'passwd',
  'pwd',
  'passwort',
  'kennwort',
  'contrasena',
  'mot de passe',
  'senha',
  'wachtwoord',
  'passcode',
]
const HEADER = new RegExp(`^["'\\s]*(?:[a-z]{1,12}[ _-])?(?:${NAMES.join('|')})["'\\s]*$`, 'gi')

/** Passwords in the columns of tables whose header says so. */
export const passwordColumn = detector({
  code: 'secret_password_column',
  label: 'Password in a Table',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    ...['password', 'passwd', 'pwd', 'passwort'].flatMap((name) => [
      `,${name}`,
      `;${name}`,
      `|${name}`,
      `| ${name}`,
      `${name},`,
      `${name};`,
      `${name}|`,
      `${name} |`,
      `${name})`,
    ]),
    ',contrasena',
    ';contrasena',
    ',mot de passe',
    ';mot de passe',
    ';kennwort',
    ',senha',
    ';senha',
    ',wachtwoord',
    ';wachtwoord',
    '\tpassword',
    'password\t',
  ],
  pattern:
    /(?<=[,;|\t]["' ]{0,2})[^\s,;|"']{6,64}(?=["' ]{0,2}(?:[,;|\t\n)]|$))|(?<=\n["']?)[^\s,;|"']{6,64}(?=["']?[,;|\t])/g,
  check: (value): Verdict | null =>
    looksChosen(value) || looksTyped(value) || looksDrawn(value) ? verdict.worded : null,
  context: { before: /(?!)/, header: HEADER },
  cost: 4,
  examples: {
    find: [
      ['host,user,password\nweb4,kim,Tr4ctor.77', 'Tr4ctor.77'],
      ['| User | Password |\n|---|---|\n| kim | Gr4ss!land |', 'Gr4ss!land'],
      ['password;user\nQu1llFeather;kim', 'Qu1llFeather'],
      ["INSERT INTO users (login, password) VALUES ('kim', 'Gr4ss!land');", 'Gr4ss!land'],
      ['user\tpassword\nkim\tw0odenSpoon8', 'w0odenSpoon8'],
    ],
    ignore: [
      ['name,password_hint\nkim,Gr4ss!land', 'a hint'],
      ['| Option | Password |\n|---|---|\n| type | string |', 'a type'],
      ['user,password\nkim,********', 'masked'],
      ['f(user, password)\ng(a1, Base64Url2)', 'a call'],
      ['user,password\nkim,{{kim_password}}', 'a template'],
    ],
  },
})
