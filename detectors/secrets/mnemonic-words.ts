/** The words of the English list of BIP 39 that ordinary prose seldom has: most phrases have one, most prose has none. */
export const rareWords = (
  'accuse actress addict admit aerobic affair afford alcohol antenna apology approve argue armed army ' +
  'arrest artefact assault asthma auction aunt autumn bachelor bacon bargain bean beef betray bid bitter ' +
  'blast bleak bless blossom boil bomb boring borrow brisk broccoli broom buddy buffalo bunker burden ' +
  'burger cabbage cabin cable cactus cake camp canal cannon canoe canyon cattle cement census cereal ' +
  'champion cherry chimney chuckle chunk cigar cinnamon citizen clap claw clever cliff clog cloth clump ' +
  'clutch coconut coin concert corn cousin coyote cradle cram crane crater crawl creek cricket crouch ' +
  'cruel crumble crunch crush cupboard daring decline decorate defy demise denial depart deputy devote ' +
  'dignity disagree dismiss disorder divert divorce dizzy dolphin donate donkey donor dove drastic drill ' +
  'dumb duty eagle earn ecology elder empower enact endorse enemy enlist enroll equip erase erosion erupt ' +
  'eternal excite excuse exile faith federal flee flock foil fossil fringe frog frost frown furnace fury ' +
  'gadget garlic gasp gauge ginger giraffe gloom glory glove glue goat goddess goose gorilla gospel ' +
  'gossip govern grace grape grit grunt guilt gun hamster harvest hawk hedgehog hen hire hollow hood horn ' +
  'hurry husband illegal impose impulse infant inflict inhale inmate innocent insect jaguar jewel junk ' +
  'ketchup kidney kiss kite kitten kiwi knife ladder lady lake lava lawn leisure lend liar liberty limb ' +
  'lizard loan lobster lottery luggage lumber lunar mad maid mammal mandate maple marble medal mercy ' +
  'merit merry miracle misery monkey mosquito mule multiply myth naive nasty nephew nerve noble nominee ' +
  'noodle nut obey oblige obscure olympic oppose orchard organ ostrich oxygen oyster ozone pact paddle ' +
  'panther parade parrot patrol pave pear peasant pelican penalty picnic pig pigeon pilot pioneer pledge ' +
  'pluck plug polar pony potato pottery poverty powder pride prison prosper pudding pumpkin punch pupil ' +
  'purity quit raccoon rack ranch raven rebel recycle regret renew reopen rescue resemble resist retreat ' +
  'reunion rice ridge rigid riot ripple rocket rookie rude runway salad salute satoshi sausage scatter ' +
  'scissors scorpion scout scrap seminar settle shed sheriff shiver shove shrimp shrug sibling sick siege ' +
  'sight sing siren situate skate slab slam slush sock spare spoil spy squirrel steak stem stereo sting ' +
  'stove strike stumble surge sustain swallow swamp swear swim tent thrive thunder tiger timber tissue ' +
  'toast tonight tooth topple tortoise toss tragic tray tribe trick trumpet tuition tumble tunnel turtle ' +
  'twelve twenty unfair unfold unveil uphold upset vacant vanish vapor venue vicious virus visa vocal ' +
  'volcano wagon walnut warfare warrior wasp wealth weasel whip whisper witness wolf wreck wrestle zebra ' +
  'zoo'
).split(' ')

const COMMON = (
  'abandon ability able about above absent absorb abstract absurd abuse access accident account achieve ' +
  'acid acoustic acquire across act action actor actual adapt add address adjust adult advance advice ' +
  'afraid again age agent agree ahead aim air airport aisle alarm album alert alien all alley allow ' +
  'almost alone alpha already also alter always amateur amazing among amount amused analyst anchor ' +
  'ancient anger angle angry animal ankle announce annual another answer antique anxiety any apart appear ' +
  'apple april arch arctic area arena arm armor around arrange arrive arrow art artist artwork ask aspect ' +
  'asset assist assume athlete atom attack attend attitude attract audit august author auto average ' +
  'avocado avoid awake aware away awesome awful awkward axis baby badge bag balance balcony ball bamboo ' +
  'banana banner bar barely barrel base basic basket battle beach beauty because become before begin ' +
  'behave behind believe below belt bench benefit best better between beyond bicycle bike bind biology ' +
  'bird birth black blade blame blanket blind blood blouse blue blur blush board boat body bone bonus ' +
  'book boost border boss bottom bounce box boy bracket brain brand brass brave bread breeze brick bridge ' +
  'brief bright bring broken bronze brother brown brush bubble budget build bulb bulk bullet bundle burst ' +
  'bus business busy butter buyer buzz cage call calm camera can cancel candy canvas capable capital ' +
  'captain car carbon card cargo carpet carry cart case cash casino castle casual cat catalog catch ' +
  'category caught cause caution cave ceiling celery century certain chair chalk change chaos chapter ' +
  'charge chase chat cheap check cheese chef chest chicken chief child choice choose chronic churn circle ' +
  'city civil claim clarify clay clean clerk click client climb clinic clip clock close cloud clown club ' +
  'cluster coach coast code coffee coil collect color column combine come comfort comic common company ' +
  'conduct confirm congress connect consider control convince cook cool copper copy coral core correct ' +
  'cost cotton couch country couple course cover crack craft crash crazy cream credit crew crime crisp ' +
  'critic crop cross crowd crucial cruise cry crystal cube culture cup curious current curtain curve ' +
  'cushion custom cute cycle dad damage damp dance danger dash daughter dawn day deal debate debris ' +
  'decade december decide decrease deer defense define degree delay deliver demand dentist deny depend ' +
  'deposit depth derive describe desert design desk despair destroy detail detect develop device diagram ' +
  'dial diamond diary dice diesel diet differ digital dilemma dinner dinosaur direct dirt discover ' +
  'disease dish display distance divide doctor document dog doll domain door dose double draft dragon ' +
  'drama draw dream dress drift drink drip drive drop drum dry duck dune during dust dutch dwarf dynamic ' +
  'eager early earth easily east easy echo economy edge edit educate effort egg eight either elbow ' +
  'electric elegant element elephant elevator elite else embark embody embrace emerge emotion employ ' +
  'empty enable end endless energy enforce engage engine enhance enjoy enough enrich ensure enter entire ' +
  'entry envelope episode equal era erode error escape essay essence estate ethics evidence evil evoke ' +
  'evolve exact example excess exchange exclude execute exercise exhaust exhibit exist exit exotic expand ' +
  'expect expire explain expose express extend extra eye eyebrow fabric face faculty fade faint fall ' +
  'false fame family famous fan fancy fantasy farm fashion fat fatal father fatigue fault favorite ' +
  'feature february fee feed feel female fence festival fetch fever few fiber fiction field figure file ' +
  'film filter final find fine finger finish fire firm first fiscal fish fit fitness fix flag flame flash ' +
  'flat flavor flight flip float floor flower fluid flush fly foam focus fog fold follow food foot force ' +
  'forest forget fork fortune forum forward foster found fox fragile frame frequent fresh friend front ' +
  'frozen fruit fuel fun funny future gain galaxy gallery game gap garage garbage garden garment gas gate ' +
  'gather gaze general genius genre gentle genuine gesture ghost giant gift giggle girl give glad glance ' +
  'glare glass glide glimpse globe glow gold good gown grab grain grant grass gravity great green grid ' +
  'grief grocery group grow guard guess guide guitar gym habit hair half hammer hand happy harbor hard ' +
  'harsh hat have hazard head health heart heavy height hello helmet help hero hidden high hill hint hip ' +
  'history hobby hockey hold hole holiday home honey hope horror horse hospital host hotel hour hover hub ' +
  'huge human humble humor hundred hungry hunt hurdle hurt hybrid ice icon idea identify idle ignore ill ' +
  'illness image imitate immense immune impact improve inch include income increase index indicate indoor ' +
  'industry inform inherit initial inject injury inner input inquiry insane inside inspire install intact ' +
  'interest into invest invite involve iron island isolate issue item ivory jacket jar jazz jealous jeans ' +
  'jelly job join joke journey joy judge juice jump jungle junior just kangaroo keen keep key kick kid ' +
  'kind kingdom kit kitchen knee knock know lab label labor lamp language laptop large later latin laugh ' +
  'laundry law lawsuit layer lazy leader leaf learn leave lecture left leg legal legend lemon length lens ' +
  'leopard lesson letter level library license life lift light like limit link lion liquid list little ' +
  'live load local lock logic lonely long loop loud lounge love loyal lucky lunch luxury lyrics machine ' +
  'magic magnet mail main major make man manage mango mansion manual march margin marine market marriage ' +
  'mask mass master match material math matrix matter maximum maze meadow mean measure meat mechanic ' +
  'media melody melt member memory mention menu merge mesh message metal method middle midnight milk ' +
  'million mimic mind minimum minor minute mirror miss mistake mix mixed mixture mobile model modify mom ' +
  'moment monitor monster month moon moral more morning mother motion motor mountain mouse move movie ' +
  'much muffin muscle museum mushroom music must mutual myself mystery name napkin narrow nation nature ' +
  'near neck need negative neglect neither nest net network neutral never news next nice night noise ' +
  'normal north nose notable note nothing notice novel now nuclear number nurse oak object observe obtain ' +
  'obvious occur ocean october odor off offer office often oil okay old olive omit once one onion online ' +
  'only open opera opinion option orange orbit order ordinary orient original orphan other outdoor outer ' +
  'output outside oval oven over own owner page pair palace palm panda panel panic paper parent park ' +
  'party pass patch path patient pattern pause payment peace peanut pen pencil people pepper perfect ' +
  'permit person pet phone photo phrase physical piano picture piece pill pink pipe pistol pitch pizza ' +
  'place planet plastic plate play please plunge poem poet point pole police pond pool popular portion ' +
  'position possible post power practice praise predict prefer prepare present pretty prevent price ' +
  'primary print priority private prize problem process produce profit program project promote proof ' +
  'property protect proud provide public pull pulp pulse puppy purchase purpose purse push put puzzle ' +
  'pyramid quality quantum quarter question quick quiz quote rabbit race radar radio rail rain raise ' +
  'rally ramp random range rapid rare rate rather raw razor ready real reason rebuild recall receive ' +
  'recipe record reduce reflect reform refuse region regular reject relax release relief rely remain ' +
  'remember remind remove render rent repair repeat replace report require resource response result ' +
  'retire return reveal review reward rhythm rib ribbon rich ride rifle right ring risk ritual rival ' +
  'river road roast robot robust romance roof room rose rotate rough round route royal rubber rug rule ' +
  'run rural sad saddle sadness safe sail salmon salon salt same sample sand satisfy sauce save say scale ' +
  'scan scare scene scheme school science screen script scrub sea search season seat second secret ' +
  'section security seed seek segment select sell senior sense sentence series service session setup ' +
  'seven shadow shaft shallow share shell shield shift shine ship shock shoe shoot shop short shoulder ' +
  'shuffle shy side sign silent silk silly silver similar simple since sister six size sketch ski skill ' +
  'skin skirt skull sleep slender slice slide slight slim slogan slot slow small smart smile smoke smooth ' +
  'snack snake snap sniff snow soap soccer social soda soft solar soldier solid solution solve someone ' +
  'song soon sorry sort soul sound soup source south space spatial spawn speak special speed spell spend ' +
  'sphere spice spider spike spin spirit split sponsor spoon sport spot spray spread spring square ' +
  'squeeze stable stadium staff stage stairs stamp stand start state stay steel step stick still stock ' +
  'stomach stone stool story strategy street strong struggle student stuff style subject submit subway ' +
  'success such sudden suffer sugar suggest suit summer sun sunny sunset super supply supreme sure ' +
  'surface surprise surround survey suspect swap swarm sweet swift swing switch sword symbol symptom ' +
  'syrup system table tackle tag tail talent talk tank tape target task taste tattoo taxi teach team tell ' +
  'ten tenant tennis term test text thank that theme then theory there they thing this thought three ' +
  'throw thumb ticket tide tilt time tiny tip tired title tobacco today toddler toe together toilet token ' +
  'tomato tomorrow tone tongue tool top topic torch tornado total tourist toward tower town toy track ' +
  'trade traffic train transfer trap trash travel treat tree trend trial trigger trim trip trophy trouble ' +
  'truck true truly trust truth try tube tuna turkey turn twice twin twist two type typical ugly umbrella ' +
  'unable unaware uncle uncover under undo unhappy uniform unique unit universe unknown unlock until ' +
  'unusual update upgrade upon upper urban urge usage use used useful useless usual utility vacuum vague ' +
  'valid valley valve van various vast vault vehicle velvet vendor venture verb verify version very ' +
  'vessel veteran viable vibrant victory video view village vintage violin virtual visit visual vital ' +
  'vivid voice void volume vote voyage wage wait walk wall want warm wash waste water wave way weapon ' +
  'wear weather web wedding weekend weird welcome west wet whale what wheat wheel when where wide width ' +
  'wife wild will win window wine wing wink winner winter wire wisdom wise wish woman wonder wood wool ' +
  'word work world worry worth wrap wrist write wrong yard year yellow you young youth zero zone'
).split(' ')

/** The number that each word stands for. Source: BIP 39, in which the words are sorted. */
export const numberOfWord: ReadonlyMap<string, number> = new Map(
  [...rareWords, ...COMMON].sort().map((word, index) => [word, index]),
)
