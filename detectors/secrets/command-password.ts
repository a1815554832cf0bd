import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

const WORD = '[^\\s"\'`|&;]'
/** Up to the value: the command, and options and words before the one that takes it. */
const COMMANDS = [
  `(?:mysql(?:dump|admin)?|mariadb(?:-dump)?)(?: ${WORD}{1,60}){0,8}? -p(?=${WORD})`,
  `sshpass -p {0,1}`,
  `(?:curl|wget|http)(?: ${WORD}{1,120}){0,8}? (?:-u|--user|--proxy-user|-a|-U) {0,1}["']?[\\w.@+-]{1,64}:`,
  `(?:docker|podman|helm registry|az acr|oc|cf|npm|heroku) login(?: ${WORD}{1,80}){0,6}? (?:-p|--password)[ =]`,
  `redis-cli(?: ${WORD}{1,60}){0,6}? (?:-a|--pass) `,
  `net user [\\w.-]{1,40} `,
  `convertto-securestring(?: -string)? ["']`,
  `echo ["']?[\\w.-]{1,32}:(?=[^\\n|]{1,80}\\| {0,2}(?:sudo )?chpasswd)`,
  `smbclient(?: ${WORD}{1,80}){0,6}? (?:-U|--user=?) {0,1}[\\w.\\\\/-]{1,64}%`,
  `htpasswd -[a-zA-Z]{1,6}(?: ${WORD}{1,80}){1,2} `,
]

/** Passwords that are given to a command in its line. */
export const commandPassword = detector({
  code: 'secret_command_password',
  label: 'Password in a Command',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    'mysql',
    'mariadb',
    'sshpass -p',
    'curl ',
    'wget ',
    'docker login',
    'podman login',
    'oc login',
    'heroku login',
    'redis-cli ',
    'net user ',
    'convertto-securestring',
    'echo ',
    'smbclient ',
    'htpasswd -',
  ],
  pattern: new RegExp(`(?:${COMMANDS.join('|')})["']?([^\\s"'\`|;<>]{4,64})`, 'iy'),
  locate: (_, match): Span | null => {
    const end = match.index + match[0].length
    return { start: end - (match[1] ?? '').length, end }
  },
  check: (value): Verdict | null =>
    /^[$%{<[(*/-]|^(?:password|passwd|pass|secret|token)$|^x-oauth|^[A-Z_]{3,40}$/i.test(value) ||
    !/\d|[!@#$%^&*?]/.test(value) ||
    isPlaceholder(value) ||
    entropyOf(value) < 2
      ? null
      : verdict.selfNamed,
  cost: 4,
  examples: {
    find: [
      ['mysql -h db -u app -pTk4wQ9zr orders', 'Tk4wQ9zr'],
      ['sshpass -p Vn7!pLk2 scp a b:', 'Vn7!pLk2'],
      ['curl -s -u build:Kq8vTr2m https://ci.contoso.com/job', 'Kq8vTr2m'],
      ['docker login -u build -p Zr5tKw9q registry.contoso.com', 'Zr5tKw9q'],
      ['redis-cli -h cache -a Gm3xPv6z ping', 'Gm3xPv6z'],
      ['net user support Lw6!kRt9 /add', 'Lw6!kRt9'],
      ['echo "deploy:Bq4mZx7w" | sudo chpasswd', 'Bq4mZx7w'],
      ['ConvertTo-SecureString "Fv8$kTn3" -AsPlainText -Force', 'Fv8$kTn3'],
    ],
    ignore: [
      ['mysql -u root -p orders', 'the password is asked for'],
      ['curl -u "$USER:$PASS" https://a', 'variables'],
      ['curl -u user:password https://a', 'a stand-in'],
      ['sshpass -p $SSH_PASSWORD ssh a', 'a variable'],
      ['echo "port:8080" > settings', 'no password is set'],
      ['net user support /active:no', 'an option'],
      ['docker login -u build --password-stdin', 'another option'],
    ],
  },
})
