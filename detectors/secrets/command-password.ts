import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

const WORD = '[^\\s"\'`|&;]'
/** Up to the value: the command, and options and words before the one that takes it. */
const COMMANDS = [
  `(?:mysql(?:dump|admin)?|mariadb(?:-dump)?)(?: ${WORD}{1,60}){0,8}? -p(?=${WORD})`,
  `sshpass -p {0,1}`,
  `(?:curl|wget|http)(?: ${WORD}{1,120}){0,8}? (?:-u|--user|--proxy-user|-a|-U) {0,1}["']?[\\w.@+-]{1,64}:`,
  `(?:docker|podman|helm registry|az acr|az|oc|cf|npm|heroku) login(?: ${WORD}{1,80}){0,6}? (?:-p|--password)[ =]`,
  `redis-cli(?: ${WORD}{1,60}){0,6}? (?:-a|--pass) `,
  `net user [\\w.-]{1,40} `,
  `net use(?: ${WORD}{1,80}){1,2} (?=${WORD}{4,64} /)`,
  `snmp(?:walk|get|getnext|bulkwalk|bulkget|set|table)(?: ${WORD}{1,60}){0,8}? -c `,
  `ldap(?:search|add|modify|delete|whoami|passwd)(?: ["']?${WORD}{1,80}["']?){0,10}? -w `,
  `openssl [a-z0-9]{1,12}(?: ${WORD}{1,80}){0,12}? (?:-k |-pass(?:in|out)? pass:)`,
  `(?:un)?zip(?: ${WORD}{1,80}){0,4}? -P `,
  `7z[ar]? [a-z](?: ${WORD}{1,80}){0,4}? -p`,
  `sqlcmd(?: ${WORD}{1,60}){0,8}? -P `,
  `cmdkey(?: ${WORD}{1,80}){1,4}? /pass:`,
  `(?:xfreerdp|mstsc)(?: ${WORD}{1,80}){0,8}? /p:`,
  `convertto-securestring(?: -string)? ["']`,
  `echo ["']?[\\w.-]{1,32}:(?=[^\\n|]{1,80}\\| {0,2}(?:sudo )?chpasswd)`,
  `echo ['"]?(?=[^'"\\n|]{4,64}['"]? {0,2}\\| {0,2}(?:sudo (?:-\\w{1,4} ){0,2}?-S|(?:sudo )?passwd --stdin))`,
  `user(?:mod|add)(?: ${WORD}{1,40}){0,6}? -p `,
  `smbclient(?: ${WORD}{1,80}){0,6}? (?:-U|--user=?) {0,1}["']?[\\w.\\\\/-]{1,64}%`,
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
    '\bhttp -a ',
    '\baz login',
    'usermod ',
    'useradd ',
    'smbclient ',
    'htpasswd -',
    'net use ',
    'snmpwalk ',
    'snmpget',
    'snmpbulk',
    'snmpset ',
    'snmptable ',
    'ldapsearch ',
    'ldapadd ',
    'ldapmodify ',
    'ldapdelete ',
    'ldapwhoami ',
    'ldappasswd ',
    'openssl ',
    'unzip ',
    '\bzip ',
    '\b7z',
    'sqlcmd ',
    'cmdkey ',
    'xfreerdp ',
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
      ["echo 'Wh3at!Corn' | sudo -S apt update", 'Wh3at!Corn'],
      ['usermod -p Wh3atCorn kim', 'Wh3atCorn'],
      ['net use Z: \\\\fs01\\share Pine-Cones4 /user:corp\\kim', 'Pine-Cones4'],
      ['snmpwalk -v2c -c h1ll_ro 10.1.4.2 system', 'h1ll_ro'],
      ['ldapsearch -x -D "cn=admin,dc=ex" -w Gr4nary! -b dc=ex', 'Gr4nary!'],
      ['openssl rsa -in key.pem -passin pass:Slate.Roof1 -out a.pem', 'Slate.Roof1'],
      ['unzip -P Wheat4Corn a.zip', 'Wheat4Corn'],
      ['7z x a.7z -pWheat4Corn', 'Wheat4Corn'],
    ],
    ignore: [
      ['mysql -u root -p orders', 'the password is asked for'],
      ['curl -u "$USER:$PASS" https://a', 'variables'],
      ['curl -u user:password https://a', 'a stand-in'],
      ['sshpass -p $SSH_PASSWORD ssh a', 'a variable'],
      ['echo "port:8080" > settings', 'no password is set'],
      ['net user support /active:no', 'an option'],
      ['docker login -u build --password-stdin', 'another option'],
      ['openssl enc -aes-256-cbc -in a2 -out b -k $KEY', 'a variable'],
      ['tar and zip -P4 of files', 'no password'],
      ['net use Z: \\\\fs01\\share * /user:kim', 'the password is asked for'],
    ],
  },
})
