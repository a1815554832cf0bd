/**
 * What people choose most: the words at the head of every published list of leaked passwords, in lower case, and names,
 * teams, games and keyboard walks that stand there again and again. A password that is nothing but these, digits and
 * signs is guessed at once. Kept by hand; long ones as a whole, the rest as parts that are put together.
 */
const words = `
password passwort motdepasse contrasena contraseña senha parola haslo wachtwoord salasana lozinka sifre kennwort passord
passwd pass pwd secret geheim segredo secreto welcome willkommen bienvenue bienvenido bemvindo login logon signin access
admin administrator administrador root superuser sysadmin operator system default guest user username test tester testing
temp temporary changeme change letmein trustno iloveyou ilove loveyou love lover loveme lovely teamo tequiero jetaime
amor amour amore liebe mylove princess princesa prinzessin sunshine sunflower butterfly superman batman spiderman
ironman wonderwoman superstar starwars startrek skywalker darthvader pokemon pikachu naruto sasuke goku vegeta minecraft
fortnite roblox playstation nintendo xbox counterstrike warcraft starcraft diablo zelda mario sonic football fussball
futbol soccer baseball basketball hockey tennis golf cricket rugby volleyball swimming liverpool arsenal chelsea
manchester united barcelona realmadrid juventus inter milan bayern dortmund benfica flamengo corinthians palmeiras
lakers yankees cowboys steelers packers eagles redsox rangers raiders patriots dallas dragon monkey tiger lion eagle
falcon panther cobra shark wolf bear horse rabbit puppy kitten kitty hellokitty doggy dolphin turtle phoenix unicorn
mustang ferrari porsche mercedes corvette camaro harley yamaha honda toyota nissan subaru chevrolet master killer ninja
hunter shadow ranger soldier warrior knight wizard magic merlin gandalf hobbit matrix neo trinity blade sword thunder
lightning storm summer winter spring autumn fall january february march april june july august september october
november december monday tuesday wednesday thursday friday saturday sunday morning today tomorrow
michael jessica ashley jennifer jordan daniel david robert thomas andrew joshua matthew nicole amanda michelle charlie
george richard william anthony joseph james john peter patrick steven stephen kevin brian jason justin brandon austin
tyler taylor hannah samantha elizabeth victoria natalie natasha melissa stephanie christine christopher alexander
alexandra alexis alex andrea angela anna maria carlos jose juan luis miguel antonio francisco fernando roberto eduardo
ricardo diego pablo sofia isabella valentina gabriel gabriela rafael lucas mateus pedro joao ana carolina fernanda
julia laura sarah emma olivia sophia chloe lauren rachel rebecca megan madison morgan maggie molly lucky buster bailey
cooper tigger ginger pepper cookie chocolate cheese banana orange apple cherry strawberry peanut coffee vanilla sugar
honey sweet sweetie cutie baby babygirl babyboy angel angels heaven jesus jesuschrist christ god godisgood blessed
blessing faith hope grace peace freedom liberty forever friend friends bestfriend family mother father mommy daddy
brother sister girl boy king queen prince boss money dollar rich success winner champion number gold golden silver
diamond crystal purple yellow green black white blue red pink rainbow flower rose lily daisy jasmine violet
computer internet google facebook twitter instagram youtube yahoo hotmail gmail outlook linkedin netflix spotify amazon
microsoft windows apple android samsung iphone nokia oracle cisco linux ubuntu adobe photoshop server database mysql
mongodb docker kubernetes jenkins network security firewall office company business manager support service student
teacher school college university nursing doctor hospital police fire america american england london paris berlin
germany france spain italy brasil mexico canada australia india china russia moscow newyork texas chicago california
florida hawaii country world earth moon star stars space galaxy planet rocket hello hola hallo bonjour ciao goodbye
goodluck thankyou please whatever nothing something anything everything nobody never always abcdef qwert qwerty qwertz
azerty qazwsx zaqwsx zaqxsw wsxedc qweasd qweasdzxc asdfgh asdf asdfjkl zxcvbn zxcvb zxcv poiuyt lkjhgf mnbvcx
qwaszx poop fuck fuckyou fuckoff shit bitch asshole sexy hottie badboy badgirl bigboy fatcat rockstar rockyou rocknroll
metallica nirvana slipknot eminem tupac beatles elvis music guitar player gamer playboy pornhub mypassword mypass
newpassword oldpassword thepassword yourpassword nopassword demo sample example blink biteme cheers peaches
abc abcd qwe asd zxc aegis aegisflow corporate governance compliance production development staging prod
`

/** As they are leaked, character by character; cut to letters and digits. */
const whole = `
1q2w3e4r5t6y 1q2w3e4r5t 1q2w3e4r 1qaz2wsx3edc 1qaz2wsx 1qazxsw2 q1w2e3r4t5y6 q1w2e3r4t5 q1w2e3r4 a1b2c3d4e5f6 a1b2c3d4
zaq12wsxcde3 zaq12wsx zaq1xsw2 qwe123rty456 asd123zxc456 qazwsxedcrfv qazwsxedc 3rjs1la7qe 1234qwerasdf 1234qwer
p0o9i8u7y6t5 0okm9ijn 7ujm8ik9ol correcthorsebatterystaple thequickbrownfox opensesame letmeinplease iamthebest
ihateyou nevergiveup trustnoone whatthehell whoami areyoukidding youareawesome thisismypassword thisisapassword
donotforget dontforget iforgot idontknow
`

const listed = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

/** Parts of common passwords, the longest first. */
export const commonWords: readonly string[] = [...new Set([...listed(whole), ...listed(words)])].sort(
  (one, other) => other.length - one.length,
)
