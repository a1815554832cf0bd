import { lookUp, wordTable } from './word-table.ts'

/** Given names that are as often something else: words, flowers, months, places, goods, programs and works. */
const AMBIGUOUS =
  'abbey ace ada adele aida alan alba alexa alexandria ali alma alpha amazon amber amen an ana andes angel ' +
  'angola apollo april arabella ari aria ariel art ash asia aster atlas august augusta aurora austin autumn ' +
  'ava axel azure basil bea beau belle bill blaze blue bo bonnie brandi brandy bronx brook brooke brooklyn ' +
  'buck bud cairo cal calypso camilla candy carmel carol carolina cassandra cat celeste chad chance chandler ' +
  'chanel chase chastity chelsea chen cherry chester chip christian chuck clark claude clay clementine ' +
  'cleopatra cleveland cliff clover coco cody constance cooper coral cordelia cosmos crystal curtis cy daisy ' +
  'dakota dale dallas darwin dawn dean dell delta denver derby destiny diamond diesel dinah dixie dolly don ' +
  'dora dot drew duke dulce dusty earl earnest echo eden elba electra elite elma ember emery emmy ernst eta ' +
  'eve ever evita fabian faith fanny felicity felix fern fidel fido fiesta finn fleur flora florence forest ' +
  'fox frank frankie freda freddy gaia gale galen gay gemini gene general genesis georgia gerber germaine ' +
  'ginger glory golf grace grant gray griffin guy halo happy harley harmony harper haven hazel heath heather ' +
  'heaven hector helix herb hercules holly hope hudson hugo hunter icarus imogen india indigo ira iris isis ' +
  'israel ivory ivy jack jackson jade jar jasmine jasper java jay jazz jean jenkins jersey jesus jet jewel jin ' +
  'jordan journey joy jude julia julio julius july june juno jupiter kafka karma kay keen kelvin kendall ' +
  'kennedy kent kenya kerry kim king kit koji kris lacy lan lance lane laurel lee lexus liberty lily lima lin ' +
  'lincoln linden link lisbon lo loki lorraine lotus lou lourdes lucky luna luz lyra mac madison mae maison ' +
  'major mali malta mamba manny mar marina mark marlin mars marsh marshall martini mason matilda maven ' +
  'maverick max may maya mead medina melody mercedes mercy merit merlin messi mia mickey midas milan miles ' +
  'milo min minerva ming minnie miranda misty moe mol mole mona monaco monroe montana morgan moses myrtle nan ' +
  'naples nasser nat natal neo nero nevada nick nike nikita nile noble noel norm normandy nova oak ocean ' +
  'octavia odessa olive ollie olympia omega opal ophelia orion orlando orly oscar otto oz pace page paige ' +
  'paloma pandora paris parker pat patience patsy patton pax pearl peg penelope penny pepper percy perl perry ' +
  'petra petunia phoenix pierce piper poe pol poppy porsche porter portia precious presley preston prince ' +
  'princess priscilla quincy quinn rain rani raven ray read reagan red reed regina remy reno rex rey rich ' +
  'ridge riley rio river rob robin rock rocky rod rolex roman romeo rosa rosary rose rosemary rowan roy ruby ' +
  'rusty sable sade sage sahara saint samba samson sandy santa santiago sasha savannah sawyer saxon scarlett ' +
  'scott selena seo serena shaker shasta shaw shay shell shelly sheridan sherry shiloh sierra siri sky skye ' +
  'sol sonata sonny spencer spike spring stan star stella sterling stew stone storm sue sugar summer sunny ' +
  'sydney tango tara tatum taylor tempest terra terry tess theta thor thu tiffany tiger titan titus tracy ' +
  'travis trinity trip troy tucker ulysses una unique uno ursa val valencia valentin valentine van vega venice ' +
  'venus vera vern verona vic victor victoria vida vienna viola violet virginia wade walker wally walt ward ' +
  'warren wayne webb wes wesley west whitney will willow winston winter wolf woody wyatt yale yuma zen zion ' +
  'zola'
const TABLE = wordTable(AMBIGUOUS.split(' ').map((name) => [name, 1] as const))

/** Tells by its hash whether a given name alone may well be something else. */
export function isAmbiguous(hash: number): boolean {
  return lookUp(TABLE, hash) === 1
}
