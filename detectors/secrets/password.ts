import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { assignedValue, assignmentOf, looksChosen, looksDrawn, looksTyped } from './assignment.ts'

/** Passwords that are assigned to a name that says so. */
export const password = detector({
  code: 'secret_password',
  label: 'Password',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'pwd',
    'pw: ',
    'pw=',
    'pw for ',
    'pw is ',
    'pw "',
    'pw changed',
    'pass for ',
    'pass is ',
    '_pass',
    '-pass',
    'pass:',
    'pass=',
    'pass =',
    '"pass"',
    "'pass'",
    'kennwort',
    'passwort',
    'contrasena',
    'mot de passe',
    'identified by ',
    'identified with ',
    'with password ',
    'senha',
    'wachtwoord',
    'haslo',
    'lozinka',
    'parola',
    'sifre',
    'losenord',
    'adgangskode',
    'clave',
    'passord',
    'salasana',
    'jelszo',
    'heslo',
    'geslo',
    'parool',
    'slaptazodis',
    'mat khau',
    'kata sandi',
    'κωδικος',
    'סיסמה',
    'كلمة المرور',
    'كلمة السر',
    'पासवर्ड',
    'รหัสผ่าน',
    'пароль',
    '密码',
    '密碼',
    'パスワード',
    '비밀번호',
  ],
  pattern: assignmentOf(
    '["\'_-]?pass(?:word|wd|phrase|code|wort)?|pwd|pw(?=[:=]|\\s(?:for|is|changed)\\s?|\\s")|pass(?=\\s(?:for|is)\\s)|kennwort|contrasena|mot de passe|identified by|identified with \\w{1,40} by|with password|senha|wachtwoord|haslo|lozinka|parola|sifre|losenord|adgangskode|clave|passord|salasana|jelszo|heslo|geslo|parool|slaptazodis|mat khau|kata sandi|κωδικος|סיסמה|كلمة (?:المرور|السر)|पासवर्ड|รหัสผ่าน|пароль|密[码碼]|パスワード|비밀번호',
  ),
  locate,
  check,
  cost: 4,
  examples: {
    find: [
      ['DB_PASSWORD=Tr0ub4dor&3', 'Tr0ub4dor&3'],
      ['{"password": "kX9#mq2Lw7!z"}', 'kX9#mq2Lw7!z'],
      ['my password is Zx7kQp92Lm4t, thanks', 'Zx7kQp92Lm4t'],
      ["define('DB_PASSWORD', 'vQ8zr2Lw!x');", 'vQ8zr2Lw!x'],
      ['mysql --password Qw7zr2LwTx9 -h db', 'Qw7zr2LwTx9'],
      ['<password>Qw7zr2LwTx9</password>', 'Qw7zr2LwTx9'],
      ['password: "correcthorsebattery9"', 'correcthorsebattery9'],
      ['password: Winter2026!', 'Winter2026!'],
      ['let password: String = "Zx81-spectrum"', 'Zx81-spectrum'],
      ['пароль: qwErty_2291x', 'qwErty_2291x'],
      ['Mein Passwort lautet Zaun_4417, danke', 'Zaun_4417'],
      ['we changed the password to Zaun_4417 today', 'Zaun_4417'],
      ['variable "db_password" { default = "vQ8zr2Lw!x" }', 'vQ8zr2Lw!x'],
      ['pw: Winter2026!', 'Winter2026!'],
      ['the pw for the till is Kiosk&Tea4, ok?', 'Kiosk&Tea4'],
      ['password: gr@vel7!', 'gr@vel7!'],
      ['Das Passwort für den Drucker lautet Kirschbaum_31.', 'Kirschbaum_31'],
      ['le mot de passe du portail : Tulipe!1987', 'Tulipe!1987'],
      ['la contraseña del almacén es Naranja_72', 'Naranja_72'],
      ['Пароль от склада: Ryabina_1985', 'Ryabina_1985'],
      ["ALTER USER app IDENTIFIED BY 'vQ8zr2Lw!x'", 'vQ8zr2Lw!x'],
      ["ALTER USER a IDENTIFIED WITH mysql_native_password BY 'Glac4er.bay'", 'Glac4er.bay'],
      ["ALTER LOGIN sa WITH PASSWORD = N'vQ8zr2Lw!x'", 'vQ8zr2Lw!x'],
      ['the root password on db2 is pK7!mourning until Monday', 'pK7!mourning'],
      ["the password's Turnip.Soup6 by the way", 'Turnip.Soup6'],
      ['asked for the password type goose-Trail4', 'goose-Trail4'],
      ['clave: Girasoles_44', 'Girasoles_44'],
      ['SSID "Attic" pw "tangerine-9"', 'tangerine-9'],
      ['パスワードは「Fuji_4412」です', 'Fuji_4412'],
      ['variable "db_password" {\n  type    = string\n  default = "plumHedge!90"\n}', 'plumHedge!90'],
      ['env:\n  - name: SMTP_PASSWORD\n    value: c4rrier.van\n', 'c4rrier.van'],
      ['ssh root@db2, password Gr4nary!', 'Gr4nary'],
    ],
    ignore: [
      ['const password = getPassword(user1)', 'a call'],
      ['[user, password] = Buffer.from(base64Credentials)', 'an argument'],
      ['password: process.env.DB_PASSWORD2', 'a dotted identifier'],
      ['password_hash = "9f86d081884c7d659a2f"', 'a hash'],
      ['password: "your_password_123"', 'a placeholder'],
      ['reset the password to continue2 the login', 'a sentence'],
      ['Enter your password: ********', 'masked'],
      ['the password must be at least 12 characters', 'a rule'],
      ["'password' => 'required|min:8|confirmed'", 'rules for a password'],
      ['password = newUserPassword2', 'a name of a variable'],
      ['passwordInput2 = "user-password-field-2"', 'a name in source code'],
      ['password: config.Password2', 'a property'],
      ['use the password to OAuth2Client', 'a term of the trade'],
    ],
  },
})

/** The short keyword must not be the end of another word, such as a compass. */
function locate(text: string, match: RegExpExecArray): Span | null {
  const isShort = /^["'_-]?(?:pass|pw)(?![a-z])/i.test(match[0])
  if (isShort && /[a-z]$/i.test(text.charAt(match.index - 1)) && /^p/.test(match[0])) return null
  return assignedValue(text, match)
}

function check(value: string): Verdict | null {
  const isWord = looksChosen(value) || looksDrawn(value) || looksTyped(value)
  return isWord || isNumber(value) ? verdict.selfNamed : null
}

/** Tells whether a value is a number that somebody chose, and none that stands for any. */
function isNumber(value: string): boolean {
  return /^\d{6,12}$/.test(value) && !'01234567890123456789'.includes(value) && !/^(\d{1,3})\1+$/.test(value)
}
