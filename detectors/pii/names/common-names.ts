import { MORE_FAMILY, MORE_GIVEN } from './more-names.ts'
import { wordTable } from './word-table.ts'
import { WORLD_FAMILY, WORLD_GIVEN } from './world-names.ts'

/** Given names that are common in many countries, in small letters and without accents. */
const GIVEN_NAMES =
  'aaron abdul abigail ada adam adele adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alexis alfred ' +
  'ali alice alicia alison amanda amber amelia amir amy ana anastasia andre andrea andreas andrew andrzej angela angelica ' +
  'anita anja ann anna anne annika anthony anton antonia antonio april arthur ashley astrid audrey ava barbara beatrice ' +
  'ben benjamin bernard beth betty beverly bianca bjorn boris brandi brandon brenda brian brittany bruce bruno camila carl ' +
  'carla carlos carmen carol carolina caroline carolyn catherine cathy cecilia charles charlie charlotte chen cheryl chloe ' +
  'chris christian christina christine christopher claire clara claude claudia connor craig crystal cynthia daisy damian ' +
  'daniel daniela danielle daria darren dave david deborah debra denise dennis derek diana diane diego dmitri dominic ' +
  'dominik donald donna dorothy douglas dylan edith eduardo edward elaine elena eleni elias elisa elisabeth elizabeth ella ' +
  'ellen emil emily emma enrique eric erica erik erika ernest esther ethan eugene eva evan evelyn fatima felix fernando fiona ' +
  'florian frances francesca francesco francis francisco frank franz fred frederik gabriel gareth gary george georgia gerald ' +
  'gerard giovanni giulia giuseppe gloria gordon grace graham greg gregory guido gustav hannah hans harold harriet harry hassan ' +
  'heather heidi helen helena helga henrik henry hiroshi holly howard hugo ian ibrahim ines ingrid irene irina isaac isabel ' +
  'isabella ivan jack jacob jacqueline jakob jakub james jamie jan jane janet janice jasmine jason javier jean jeff jeffrey ' +
  'jennifer jenny jeremy jerry jesse jessica jim joan joanna joe johan johanna johannes john johnny jonas jonathan jordan jorge ' +
  'jose joseph joshua joyce juan juana judith judy julia julian julie justin kaitlyn karen karin karl karolina katarina kate ' +
  'katherine kathleen kathryn kathy katie kayla kaylee keith kelly ken kenneth kenji kevin kim kimberly klaus kristen kristian ' +
  'kristin kristina kumar kyle larry lars laura lauren lea leah lee lena leo leon leonardo lewis liam lidia lily linda lisa logan ' +
  'lorenzo louis louise luca lucas lucia lucy luis luisa luke madison magdalena manuel marco marcus margaret maria mariana marie ' +
  'marina mario marion marissa marjorie mark markus marta martha martin martina mary mateo mathias matteo matthew maya megan mehmet ' +
  'melanie melissa mia michael michal michelle miguel mikael mike mikhail mohamed mohammad mohammed molly monica monika morgan ' +
  'muhammad nadia nancy naomi natalia natalie natasha nathan nathaniel nicholas nick nicola nicolas nicole niklas nikolai nina noah ' +
  'nora norman olga oliver olivia omar oscar otto pablo pamela patricia patrick paul paula pauline pavel pedro peter petra philip ' +
  'phillip phyllis pierre piotr priya rachel rafael rahul rajesh ralph ramon ravi raymond rebecca renata ricardo richard riley rita ' +
  'robert roberto robin rodney roger roland roman ronald rosa rose rosemary roy russell ruth ryan sabine sally sam samantha samuel ' +
  'sandra sara sarah scott sean sebastian sergei sergio sharon sheila shirley silvia simon sofia sonia sophia sophie stanley stefan ' +
  'stephanie stephen steve steven stuart sue susan susanne sven svetlana sylvia tamara tanya tatiana teresa terry theodore theresa ' +
  'thomas tiffany tim timothy tina todd tomas tony tracy tyler ulrich ursula valentina valerie vanessa vera veronica victor victoria ' +
  'viktor vincent virginia vladimir walter wanda wayne wei wendy werner wilhelm william wojciech yasmin yolanda yuki yusuf yvonne zoe'
/** Family names that are common in many countries. */
const FAMILY_NAMES =
  'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson taylor moore ' +
  'jackson thompson white harris sanchez clark ramirez robinson walker allen wright torres nguyen flores green adams nelson baker hall ' +
  'rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales ' +
  'murphy cook rogers gutierrez ortiz cooper peterson bailey reed howard ramos cox ward richardson watson brooks chavez bennett gray ' +
  'mendoza ruiz hughes alvarez castillo sanders patel myers ross foster jimenez muller schmidt schneider fischer weber meyer wagner ' +
  'becker schulz hoffmann koch bauer richter klein wolf schroeder neumann schwarz zimmermann hansen johansen olsen larsen andersen ' +
  'nilsson karlsson svensson lindberg eriksson petersen jensen nielsen rossi russo ferrari esposito bianchi romano colombo silva santos ' +
  'oliveira souza pereira costa ferreira almeida kowalski nowak wisniewski ivanov petrov smirnov popov wang zhang liu chen yang huang ' +
  'kim park choi tanaka suzuki takahashi watanabe singh kumar sharma gupta khan ahmed hussain dubois moreau laurent lefebvre leroy ' +
  'bernard durand janssen vries bakker visser smit'

/** How the table of names says which it is. */
export const GIVEN = 1
export const FAMILY = 2

/** The names by what they tell; what is both is a given name. */
export const COMMON_NAMES = wordTable([
  ...`${FAMILY_NAMES} ${MORE_FAMILY} ${WORLD_FAMILY}`.split(' ').map((name) => [name, FAMILY] as const),
  ...`${GIVEN_NAMES} ${MORE_GIVEN} ${WORLD_GIVEN}`.split(' ').map((name) => [name, GIVEN] as const),
])
