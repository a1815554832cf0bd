import { isCapital } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { isLetter } from './features.ts'
import { hashOf, hashOn, lookUp, wordTable } from './word-table.ts'

/** Words of trades, forms, places and brands that are no part of the name of a private person. */
export const THING_WORDS =
  'abbey abend abstract accra adidas administrator admission adobe advil africa african afternoon age agenda ' +
  'agreement airbnb airbus airflow airport alabama alaska album alexa algeria algorithm allergies amazon ' +
  'america amount amsterdam analyse analyst analyze android angular ankara anonymous ansible anthropic ' +
  'appendix apple application apply approve arabia arabic architect arena argentina arizona arkansas array ' +
  'asia asian ask aspirin assess assessment associate assurance athens atlanta auckland audi audit australia ' +
  'australian austria austrian avec avoid bachelor background backlog baghdad balance baltimore bangalore ' +
  'bangkok bangladesh barcelona barclays basic bayer beach beer bei beijing beirut belfast belgian belgium ' +
  'belgrade benadryl bengaluru berlin birmingham birthday bitbucket bitte blossoms bmw boeing bolivia bonjour ' +
  'boolean bordeaux boston boulevard brazil brazilian brisbane bristol britain british brussels bucharest ' +
  'budapest buddhist budget bug bugs build bulgaria bundle busan button cabernet cairo calculate calgary ' +
  'california campaign canada canadian cancel cantonese canyon cardiff carnival casablanca category cathedral ' +
  'catholic certificate certification chairman chairperson change changes chapter chardonnay chart chatgpt ' +
  'check checkout chennai chevrolet chicago chief chile china chinese choose christmas ciao cincinnati cisco ' +
  'citibank citroen city cleveland click clinic close coefficient coffee cologne colombia colorado comments ' +
  'compare compliance component compose compute con concert conclusion conditions configuration configure ' +
  'confirm confluence congratulations connecticut constant consultant contents contract control convert ' +
  'coordinator copenhagen copilot copy cortana cost costco costs country credit curriculum czech daily danish ' +
  'danke dans das dashboard database databricks debian debit debug default degree dei delaware delete delhi ' +
  'delivery dell della deluxe denmark deploy der des description desert design designer detroit deutsche ' +
  'develop developer development dhaka dhl diagnosis diploma director disable discharge discount discuss ' +
  'disease distribution diwali django docker doctorate doctrine document documents doha download draft dubai ' +
  'dublin duration durban dutch easter ecuador edinburgh edit edition edmonton education effect egypt egyptian ' +
  'elasticsearch emergency emirates enable end engineer england ensure enter enterprise epic equation ' +
  'equilibrium est ethiopia europe european evaluate evening examination excel executive expressway facebook ' +
  'fax feature features fedex fee fees festival fiat figure file files film films filter finance finland ' +
  'finnish fix flask flink florida folder folders forecast form forward framework france frankfurt free ' +
  'freeway fuer function fur gallery gemini gender geneva germany geschaftsfuhrer ghana github gitlab glasgow ' +
  'gli goal goals golang goodbye google gpt gracias grafana graph grazie greece greek guangzhou gulf guten ' +
  'haben hadoop halloween hamburg hampshire hanoi hanukkah happy harbor harbour hardware hawaii hebrew ' +
  'helsinki highway hindi hindu history hobbies hola holiday holidays honda hospital hsbc huawei human ' +
  'hungarian hungary hyderabad hypothesis hyundai ibuprofen iceland idaho ikea il illinois imaging implement ' +
  'incident incidents index india indian indiana indicator indicators indonesia inequality infrastructure ' +
  'initiative instagram install integer intel interface intern introduction invoice ios iowa iran iranian iraq ' +
  'ireland irish island islands issue issues ist istanbul italian italy jakarta jan japan japanese java ' +
  'javascript jewish jira johannesburg kafka kansas karachi keep kentucky kenyan kernel kiev kolkata korea ' +
  'korean kotlin krakow kubernetes kunde kuwait kyiv kyoto laboratory labs lagos lahore lamborghini languages ' +
  'lanka laravel las latin leader leaves lebanon leeds legal lenovo les lexus library lille linkedin lint ' +
  'linux lisbon liverpool lloyds log logistics look louisiana lyon macos madrid maine malaysia mall management ' +
  'manchester mandarin manila marketing marseille maryland massachusetts master mastercard matrix mazda ' +
  'mcdonalds medication medications meet melbourne menu merci merge merlot merry meta method metric metrics ' +
  'mexican mexico miami michigan microsoft milestone milestones milwaukee minneapolis minnesota mississippi ' +
  'missouri mit mitarbeiter mobile module mongodb montana monthly montreal morgen morning morocco moscow ' +
  'mountain mountains move movie mumbai munchen munich museum muslim mysql nach nairobi nantes naples nebraska ' +
  'nepal netflix netherlands network nevada nigeria nigerian nike nissan nodejs nokia none norway norwegian ' +
  'notes notre nous novartis novel nuestro null nvidia object objective obrigado ocean oder officer ohio ' +
  'oklahoma oman onedrive open openai operations option optional options oracle order orders oregon osaka oslo ' +
  'ottawa outline outlook overview owner package pakistan pakistani palace panasonic para parade paradox ' +
  'paraguay parkway passover pasta paste payment payments paypal pending peninsula pennsylvania performance ' +
  'perl peru peugeot pfizer pharmacy philadelphia philippines philips php physical pick pinot pittsburgh pizza ' +
  'plan plans plaza plus poem poland policies policy polish por porsche porto portugal portuguese postcode ' +
  'postgres postgresql pour powerpoint prague preface preference preferences premium prepare presentation ' +
  'president press pretoria prices principle print priority procedure procedures process processes procurement ' +
  'product products professional profile program programme project projects prometheus publish puma pune ' +
  'purchase put python qatar qualifications quality quantity quarterly que react receipt rechnung recipe ' +
  'record records redis reebok reference references refund region reject release remarks remember remind ' +
  'remove renault reports representative request requests required research reset resource resources resume ' +
  'revenue review rewrite riyadh roadmap role roles romania romanian rome rotterdam run russia russian rust ' +
  'sacramento salad sales salesforce salut samsung sandwich santander sat saudi save scala schedule scotland ' +
  'sea seattle secretary section select send seoul server set setting settings several severity seville ' +
  'shanghai sharepoint shenzhen shipping siamo sie siemens sign sind singapore single siri skills slack slide ' +
  'slides snowflake software songs sono sont sony sorry sort soup spain specialist specimen sponsor spotify ' +
  'spreadsheet sprint sql stadium stakeholder stakeholders standard starbucks start starter state station ' +
  'status stockholm stories story strasbourg string stripe stuttgart submit subscription subtotal summarise ' +
  'summary sun supervisor sur surgery svelte sweden swedish swift swiss switzerland sydney symptoms syndrome ' +
  'syria tableau tag taipei taiwan talk tampa tanzania target targets task tasks tax tbilisi technician tehran ' +
  'template templates tennessee terminal terms terraform tesla test tests texas text thai thailand ' +
  'thanksgiving theater theatre theorem theory ticket tickets tier today tokyo tomorrow tonight toronto total ' +
  'toulouse toyota trail transform treasurer treatment trial try tue tunis tunisia turin turkey turkish turn ' +
  'twitter tylenol typescript uber ubuntu uganda ukraine ukrainian ultimate unassigned und undefined une unit ' +
  'unknown unlimited uno untitled update upgrade upload ups uruguay usted utah valencia valley value values ' +
  'vancouver various venezuela venice verify vermont version vertrag vice vienna vietnam vietnamese visa vitae ' +
  'vitals vodka volkswagen volume volvo vor vorstand votre vous vue wales walmart warsaw watch weekend weekly ' +
  'welcome werden whiskey wien windows wine wir wird wisconsin wyoming xiaomi yemen yesterday youtube zagreb ' +
  'zambia zealand zimbabwe zip zoom zum zur zurich'

/** What is written like somebody's name and is a brand, a place, a work, a character or somebody whom all know. */
const NAMED_THINGS =
  'abraham lincoln|ac milan|adam and eve|agatha christie|albert einstein|alexander mcqueen|alfa romeo|' +
  'alice wonderland|allen key|allen overy|allen wrench|anna karenina|annie homegrown|apache tomcat|' +
  'arnold palmer|arthur andersen|aston martin|aston villa|aunt jemima|aunt may|austin healey|austin powers|' +
  'baker & mckenzie|baker hughes|baker mckenzie|baker street|baker tilly|bang & olufsen|bang olufsen|' +
  'barnes & noble|bart simpson|bartlett pear|baton rouge|bellman ford|ben & jerry|ben and jerry|ben jerry|' +
  'ben sherman|benson & hedges|betsey johnson|betty crocker|black jack|black scholes|bloody mary|blue jay|' +
  'booz allen|bose einstein|bottega veneta|bridget jones|brigham young|brother printer|bruce wayne|bryn mawr|' +
  'buddy holly|buenos aires|bugs bunny|burger king|calvin klein|cape charles|captain america|captain crunch|' +
  'captain hook|captain kirk|captain marvel|captain morgan|captain planet|carl jr|carnegie mellon|' +
  'carolina herrera|carolina panthers|cauchy schwarz|cedars sinai|charcot marie|charing cross|charles darwin|' +
  'charles de|charles dickens|charles schwab|charlotte tilbury|cherry garcia|christian dior|' +
  'christian louboutin|chuck cheese|clifford chance|cole haan|colonel mustard|colonel sanders|comic sans|' +
  'corpus christi|costa rica|crate & barrel|creutzfeldt jakob|crystal palace|cushman wakefield|dairy queen|' +
  'dallas cowboys|daniel wellington|dave buster|david copperfield|david yurman|debenhams plc|denver broncos|' +
  'dewey decimal|doc marten|doc martens|doctor strange|doctor who|dodd frank|dolce & gabbana|dom perignon|' +
  'don julio|don quixote|donald duck|donkey kong|donna karan|donnie darko|dorian gray|dow jones|dr dre|dr evil|' +
  'dr jekyll|dr martens|dr oetker|dr pepper|dr phil|dr scholl|dr scholls|dr seuss|dr strange|dr strangelove|' +
  'dr watson|dr who|duke nukem|dun bradstreet|duncan hines|eddie bauer|edgar allan|eggs benedict|ehlers danlos|' +
  'el corte|el dorado|el paso|el pollo|el salvador|elijah craig|elizabeth arden|elvis presley|emma woodhouse|' +
  'emporio armani|epstein barr|erin brockovich|ermenegildo zegna|ernest hemingway|ernst & young|' +
  'ernst and young|ernst young|estee lauder|euler lagrange|famous amos|father christmas|father ted|fermi dirac|' +
  'finding nemo|fleet street|floyd warshall|ford escort|forrest gump|fort wayne|fort worth|franklin gothic|' +
  'fred perry|frederique constant|general electric|general lee|general mills|general motors|george washington|' +
  'gerry weber|gill sans|giorgio armani|glass steagall|goldman sachs|gramm leach|granny smith|great bernard|' +
  'green bay|guillain barre|guy laroche|hansel and gretel|hardy weinberg|harley davidson|harman kardon|' +
  'harry potter|harry winston|harvey nichols|harvey wallbanger|hatch waxman|heidrick struggles|heinz ketchup|' +
  'helena rubinstein|helene curtis|helly hansen|homer simpson|honey crisp|houston astros|houston rockets|' +
  'huckleberry finn|hudson bay|hugo boss|hurricane andrew|hurricane harvey|hurricane ian|hurricane ida|' +
  'hurricane katrina|hurricane maria|hurricane sandy|indiana jones|inter milan|isaac newton|issey miyake|' +
  'jack daniel|jack daniels|jack frost|jack russell|jack wolfskin|jackson hole|james bay|james bond|' +
  'jane austen|jane eyre|jason bourne|jesus christ|jil sander|jim beam|jimmy choo|jo malone|' +
  'joe bloggs|joe public|johann sebastian|john deere|john lennon|john wayne|john wick|johnnie walker|' +
  'johns hopkins|johnson & johnson|jones lang|jordan valley|jose cuervo|jose marti|joshua tree|jp morgan|' +
  'juan valdez|judge dredd|judge judy|julius caesar|kaiser permanente|kaplan meier|karen millen|karl lagerfeld|' +
  'karl marx|kate spade|kendall jackson|kennedy center|kennedy space|king arthur|king george|kings cross|' +
  'claude code|claude desktop|claude haiku|claude instant|claude opus|claude sonnet|julian calendar|' +
  'kirkland ellis|knight frank|kuehne nagel|kurt geiger|la jolla|la paz|lady bird|lady gaga|lady godiva|' +
  'lake charles|lake michigan|lake victoria|land rover|lara croft|las vegas|latham watkins|laura ashley|' +
  'laura mercier|leeds united|lehman brothers|leo tolstoy|leonardo da|levi strauss|lincoln center|' +
  'little caesars|little debbie|lord farquaad|lord voldemort|los alamos|los angeles|lou gehrig|louis vuitton|' +
  'ludwig van|madame bovary|madison avenue|madison square|mahatma gandhi|mann whitney|marc jacobs|marie curie|' +
  'marilyn monroe|mark twain|marks and spencer|marks spencer|marsh mclennan|marshall plan|martin luther|' +
  'mary celeste|mary kay|mary poppins|mason dixon|mason jar|max factor|max payne|maxwell boltzmann|mayo clinic|' +
  'mercedes benz|mercedes sprinter|merrill lynch|meyers briggs|michael kors|michaelis menten|mickey mouse|' +
  'miss america|miss dior|miss piggy|miss universe|miss world|moby dick|monte carlo|monte cristo|' +
  'morgan stanley|morris minor|mount fuji|mount olive|mount sinai|mr bean|mr beast|mr clean|mr coffee|mr darcy|' +
  'mr hyde|mr kipling|mr monopoly|mr muscle|mr peanut|mr potato|mr price|mr robot|mr spock|mrs butterworth|' +
  'mrs dash|mrs doubtfire|mrs fields|mrs meyer|mrs meyers|ms access|ms dos|ms excel|ms office|ms outlook|' +
  'ms pacman|ms project|ms sql|ms teams|ms visio|ms windows|ms word|murray river|myers briggs|' +
  'napoleon bonaparte|navier stokes|neiman marcus|nelson mandela|nina ricci|nine west|norton motorcycles|' +
  'norton rose|notre dame|oakland raiders|oliver twist|oliver wyman|orville redenbacher|oscar de|oscar mayer|' +
  'pablo picasso|paco rabanne|palo alto|papa john|papa johns|patek philippe|peet coffee|perl julia|peter pan|' +
  'peter rabbit|phillips curve|phillips screwdriver|pierre cardin|port elizabeth|port stanley|pret manger|' +
  'price waterhouse|prince charles|prince edward|procter & gamble|professor plum|puerto rico|queen elizabeth|' +
  'queen victoria|ralph lauren|random house|ray ban|real madrid|rip van|robert mondavi|' +
  'roberto cavalli|robin hood|roland berger|rolls royce|romeo and juliet|rosie riveter|royal doulton|' +
  'royal enfield|ruby rails|ruth chris|sailor jerry|saint bernard|saint louis|saint patrick|saint petersburg|' +
  'salt lake|salvatore ferragamo|san antonio|san diego|san francisco|san jose|san juan|san marco|san marino|' +
  'san salvador|santa ana|santa barbara|santa clara|santa claus|santa cruz|santa fe|santa maria|santa monica|' +
  'santa rosa|santo domingo|sara lee|sarbanes oxley|sergeant pepper|sgt pepper|sherlock holmes|shirley temple|' +
  'sierra leone|simon & schuster|simon bolivar|simon schuster|sir lancelot|sister act|sister sledge|' +
  'smith & wesson|smith barney|spencer stuart|st bernard|st john|st jude|st louis|st paul|st petersburg|' +
  'standard poor|stanley knife|stella artois|stella mccartney|steve jobs|stevens johnson|storm eunice|' +
  'storm ida|super mario|taft hartley|tay sachs|ted baker|tennessee titans|tesla model|thomas jefferson|' +
  'thomson reuters|tia maria|tiffany & co|tiffany co|tim hortons|times roman|tom and jerry|tom collins|' +
  'tom sawyer|tommy bahama|tommy hilfiger|tony stark|tory burch|tottenham hotspur|trader joe|uncle ben|' +
  'uncle bens|uncle sam|uncle tom|uncle vanya|van cleef|van gogh|van heusen|victor & rolf|victor hugo|' +
  'victoria falls|victoria secret|villeroy boch|virgin atlantic|virgin mary|virginia beach|vivienne westwood|' +
  'von willebrand|wall street|warner bros|warner brothers|wells fargo|west ham|white case|william shakespeare|' +
  'willis towers|winnie pooh|winston churchill|wolff parkinson|wolfgang amadeus|wolters kluwer|yves saint'
const THINGS = wordTable(NAMED_THINGS.split('|').map((words) => [words, 1] as const))

/** Tells whether a stretch of words is the name of a thing. */
export function isThing(text: string, start: number, end: number): boolean {
  return lookUp(THINGS, hashOf(text, start, end)) === 1
}

/** What follows a name that is no person's: goods, sicknesses, laws; and what does so with a capital only. */
const ANY_CASE = 1
const CAPITAL_ONLY = 2
/** Goods that somebody may own: after a name alone they are called after it. */
const GOODS = 3
const NAMING_WORDS = wordTable([
  ...(
    'boulevard blvd avenue ave highway drive lane gardens plaza airport bridge square tower building island beach creek heights day act ' +
    'rule scale score index award trophy cup memorial center centre stadium hospital cathedral museum university college foundation institute prize pass falls ballpark wharf terrace steak novella chardonnay'
  )
    .split(' ')
    .map((word) => [word, CAPITAL_ONLY] as const),
  ...(
    'knife knives cups keys wrench wrenches screwdriver screwdrivers jar jars jeans boots apple apples tractor tractors motorbike ' +
    'motorbikes motorcycle motorcycles font fonts disease syndrome dementia lymphoma palsy rights law laws theorem theory principle ' +
    'paradox equation effect equilibrium doctrine river dynasty desert peninsula curry tea wine whiskey algorithm transform distribution ' +
    'kernel matrix dashboard dashboards inequality lemma conjecture exclusion spaniel spaniels terrier terriers retriever retrievers'
  )
    .split(' ')
    .map((word) => [word, ANY_CASE] as const),
  ...(
    'shirt shirts lamp lamps lampshade sofa handbag handbags perfume sneakers trousers guitar guitars roses sprinter sunglasses ' +
    'moisturiser moisturizer lipstick mattress'
  )
    .split(' ')
    .map((word) => [word, GOODS] as const),
])
const STATE_AFTER =
  /, (?:Ala(?:bama|ska)|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Mi(?:chigan|nnesota|ssissippi|ssouri)|Montana|Nebraska|Nevada|New [HJMY]|(?:North|South) [CD]|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Wisconsin|Wyoming)/y
/** Verbs and nouns that are given names as well, before what goes on as no name does. */
const DOING = new RegExp(
  `^(?:Mark|Grant|Bill|Frank|Rob|Chase|Sue|Drew|Pat|Chuck|Will|May|Jack|Nick|Hope|Trace|Page|Wade|Pierce|Josh|Art|Grace|` +
    `Faith|Joy|Rose|Dean|Max|Miles|Summer|Dawn|Rich) (?:the|an?|all|it|them|this|that|these|those|each|every|your|our|my|` +
    `their|any|as|up|out|down|period|class|access|in|you|we|I|not)(?!\\p{L})|` +
    `^Per(?:-\\p{L}| (?!(?:said|says|is|was|has|had|will|and|asked|told|wrote|called|came|went|who|from)(?!\\p{L}))\\p{Ll})|^Lone \\p{Ll}|^Said (?:differently|in|another|otherwise)(?!\\p{L})`,
  'u',
)
const DOING_CHARS_MAX = 6
const AHEAD = 20
const SPACE = 32
const AMPERSAND = 38
const HYPHEN = 45
const POINT = 46
const COMMA = 44
const SMALL_A = 97

/** Tells whether a name goes on as that of goods, a law, a sickness or a place. */
export function isNaming(text: string, end: number): boolean {
  const code = unitAt(text, end)
  if (code === COMMA) {
    STATE_AFTER.lastIndex = end
    return STATE_AFTER.test(text)
  }
  const isOwned = (code === 39 || code === 0x2019) && unitAt(text, end + 1) === 115
  const joint = isOwned ? end + 2 : end
  const sign = unitAt(text, joint)
  if (sign !== SPACE && sign !== HYPHEN) return false
  const start = joint + 1
  let last = start
  while (last - start < AHEAD && isLetter(unitAt(text, last))) last++
  const kind = lookUp(NAMING_WORDS, hashOf(text, start, last))
  if (kind === GOODS) return !isOwned
  // A colon makes the word the name of the next field of a form.
  const isPlace = kind === CAPITAL_ONLY && isCapital(unitAt(text, start)) && text[last] !== ':'
  return kind === ANY_CASE || isPlace
}

/** Tells whether a word with the one before it, or a name with what it is joined to, is a thing. */
export function isThingAround(
  text: string,
  first: { readonly start: number; readonly end: number },
  end: number,
): boolean {
  const joint = unitAt(text, end + 1)
  if (unitAt(text, end) === SPACE && (joint === AMPERSAND || joint === SMALL_A)) {
    const after = end + (joint === AMPERSAND ? 3 : 5)
    let last = after
    while (last - after < AHEAD && isLetter(unitAt(text, last))) last++
    if (isThing(text, first.start, last)) return true
  }
  if (unitAt(text, first.start - 1) !== SPACE) return false
  const to = first.start - (unitAt(text, first.start - 2) === POINT ? 2 : 1)
  let from = to
  while (to - from < AHEAD && isLetter(unitAt(text, from - 1))) from--
  if (from === to) return false
  const title = hashOn(hashOf(text, from, to), SPACE)
  return lookUp(THINGS, hashOf(text, first.start, first.end, title)) === 1
}

/** Tells whether a given name is a verb or a noun where it opens a sentence. */
export function isDoing(text: string, start: number, end: number): boolean {
  return end - start <= DOING_CHARS_MAX && DOING.test(text.slice(start, end + AHEAD))
}
