/** Further given names of many origins, in small letters and without accents. */
export const MORE_GIVEN =
  'abbas abbie abdallah abdelkader abdullah abdulrahman abhishek abraham adamu adebayo adelina adewale aditi aditya ' +
  'adnan adriana adriano afonso agata agathe agnieszka agustin ahmad aiden aiko aileen aino aisling ajay akash akemi ' +
  'akiko akira akshay alain alana alasdair alastair albane alberto aldo alec aleksander aleksandra aleksei alena ' +
  'alessandra alessandro alessia alessio alexandre alexei alexia alfonso alfredo alina alisha alistair allison alois ' +
  'alonso alvaro alyssa amadou amal amandine amara ambre amelie amina aminata amit amrita anais ananya anastasios anders ' +
  'andres andrey andrii aneta angus anil aniruddha anisha anke ankit ankita annegret anneke anneliese annette annie ' +
  'anouk ansel antoine antonella antoni anya aoife arash archana archie arda ariadna ariana ariane arianna arjun arlene ' +
  'armand armando arnaud arnav arne arnold arturo arvind asha ashish ashok asif aslan asuka atsushi aubrey augustin ' +
  'aurelie aurelien avery ayaan ayaka ayesha ayse azadeh aziz babak balazs baptiste barnaby bartholomew bartosz basil ' +
  'bastien beata beatrix beatriz bella benedict benedikt bengt benito benoit berit bernadette bernardo bernd bertha ' +
  'bertrand bethany bhavna bilal birgit bjarne blanca blazej bogdan bojan bongani branislav breanna brendan brett ' +
  'bridget brigitte britta bronwyn bryan bryce burak caitlin caleb callum calvin cameron camilla camille candice carina ' +
  'carlo carlotta carly carolin carsten casey cassandra cassie catalina catarina caterina cathal cedric celeste celia ' +
  'celine cesar chandra chantal charlene chaya cheng chiara chidi chidinma chika chinedu chioma christa christel ' +
  'christelle christiane christoph christophe cian ciara ciaran cillian cindy clarence clarissa clement clementine cleo ' +
  'clifford clint clive clotilde cody colette colin colleen concetta conor conrad constance consuelo cora coralie corey ' +
  'corinna corinne cormac cornelia cornelius cosima courtney cristian cristiano cristina cyril cyrille dag dagmar dalia ' +
  'damien damir dana danail danijel danila danilo danny daphne dario dariusz daryl davide davor deanna declan deepak ' +
  'deepika deirdre delphine denis denisa denys desmond detlef dewi dhruv dieter dietmar dietrich dilara dilip dimitra ' +
  'dimitri dimitris dina dinesh dino dirk divya dmytro domenico dominika dominique dora doreen doris dorota dorothea ' +
  'doug drago duncan dusan dustin dwayne ebba eddie edgar edina edmund edna eduard edwin effie efua eileen eirik ' +
  'ekaterina eleanor eleonora elian elif elina elio eliot elisabetta elise eliza elke ellie elliott elodie eloise elsa ' +
  'elsie elvira ema emanuel emanuela emeka emerson emilia emiliano emilie emilio emine emmanuel emmanuelle emre enzo ' +
  'eoin erin ernesto ernst erwin esme esmeralda esperanza esteban estelle etienne eun eunice evangelia evelina ewa ewan ' +
  'eystein ezequiel fabian fabien fabienne fabio fabrice fabrizio fadi faisal farah farhan farid fatemeh fatma fatou ' +
  'faye federica federico felicia felicity felipe femi fernanda fidel filip filippo finley finn flavia flavio florent ' +
  'floris folasade franca franco francois francoise franziska freddie freya frida frieda friedrich fritz fumiko gabriela ' +
  'gabriele gabriella gaby gael gaelle gaetano galina gaurav gavin gemma genevieve geoffrey georg georges georgina ' +
  'geraldine gerardo gerda gerhard gert gertrude ghislaine gianluca gianni gideon gilbert giles gilles gina ginevra gino ' +
  'giorgia giorgio giorgos giovanna gisela gisele gita giuliana giuliano giulio gizem glen glenda glenn godfrey gonzalo ' +
  'goran graciela graeme grazyna greta gretchen griet grigory grzegorz guadalupe gudrun guilherme guillaume guillermo ' +
  'gulsen gunnar gunter gunther gus gustavo gwen gwendolyn habib hadiza hakan hakon halima halvard hamid hamish hamza ' +
  'hana hanan haneul hanna hannes harald hari haruka haruki haruto harvey hasan hayden hector hege heike heiko heiner ' +
  'heinrich heinz helmut heloise hemant hendrik henriette herbert herman hermann hilary hilda hildegard hillary hina ' +
  'hiroko hitomi holger hollie horst hortense hossein hubert hugh hugues humberto hussein huy hyun iain ibtissam idris ' +
  'ifeoma ignacio igor ilaria ildiko ilka ilona ilse iman imani imogen imran ina indira inga inge ingeborg ingo ioana ' +
  'ioannis iolanda iqbal irfan irma irmgard isabelle isaiah isak ishaan isla ismail isobel istvan itzel iva ivana ivo ' +
  'iwona izabela jacek jacinta jackie jacques jadwiga jaime jamal jamila janina janine janos janusz jared jarek jaroslav ' +
  'jasper jaume javid jayden jayne jeanette jeanne jelena jemima jena jeroen jerome jerzy jess jesus jing jiri jitka ' +
  'joachim joakim joao joaquim joaquin jocelyn jochen jodie joel joelle joerg johann johanne johnathan jolanta jolene ' +
  'jonah jonathon joni joost jorg jorgen josefa josefina josephine josh josiah josie jovan joze juanita judit juha juho ' +
  'jukka jules juliana juliane juliette junaid jung junichi jurgen justina justyna jutta jyoti kaan kacper kai kaito ' +
  'kajsa kamal kamil kamila kamran kanako kaori kareem karel karim karina karsten kasia kasper katalin katarzyna ' +
  'kateryna katharina kathrin katja katrin katrina kavita kayo kazimierz kazuki kazuo kehinde keiko keira keiran keisha ' +
  'keita kelsey kemal kendra kenta kerry kerstin keziah khadija khaled khalid kieran kiran kirsten kirsty kjell klara ' +
  'klaudia knut kofi kohei kojo konrad konstantin konstantinos kora kostas kourosh krishna kristof kristofer kristy ' +
  'krystyna krzysztof ksenia kurt kwabena kwame kwasi kyoko lakshmi lamar lamia lana lance lara larissa lasse laszlo ' +
  'latisha latoya laurence laurentiu lauri laurie lavinia layla leandro leanne lech leif leila leilani lennart leonie ' +
  'leonor leopold leslie leszek leticia letizia levi lidija liesbeth lieselotte lila lilian liliana lillian lina linnea ' +
  'linus lionel lisbeth liselotte livia liz ljubica lloyd loic lola lore loredana lorena loretta lori lorna lorraine ' +
  'lothar lotte lou louisa lourdes lubomir luc lucian luciana luciano lucie lucien lucille lucinda lucrezia ludmila ' +
  'ludovic ludwig luigi lukas lukasz luz lydia lynn lynne maarten maciej madeleine madhav madhuri mads mae maeve magali ' +
  'magda maggie magnus mahesh mahmoud maike maiken maja makoto malcolm malgorzata malik malin malte mamadou mandy ' +
  'manfred manish manisha manja manoj manon mansour manu manuela mara marc marcel marcela marcelo marcia marcin marcos ' +
  'marek maren margarita margaux margherita margit margot marguerite mariam marianne mariano maribel maricel marija ' +
  'marika marilyn marin marisa marisol marit marius mariusz marjan marjolein markku marko marlene marlies marlon marten ' +
  'marvin maryam masako masashi massimo mateusz mathew mathieu mathilde matias matilda matilde matt mattia mattias matus ' +
  'maud maureen maurice mauricio maurizio mauro mavis maxime maximilian mayumi meera mehdi mei meike melinda meredith ' +
  'mette micah michaela michela michele mieczyslaw mieke mihaela mihai mika milan milena miles milos miloslav mindy minh ' +
  'minna miranda mireille miriam mirjam mirko miroslav miroslava misaki mitko mitsuko mohan mohsen moises mona monique ' +
  'montserrat moritz morten moses mozhgan munir murat muriel mustafa myra myriam myrtle nadege nadezhda nadine nagore ' +
  'naima najib nana nanami naoki naoko narendra nasir nasreen nasser nata natalya natascha navid nazanin neal ned neha ' +
  'neil nele nella nerea nestor ngozi nia niall nicholaus nicklas nicky nico nicolai nicoleta nicolette nigel nikhil ' +
  'nikita nikki nikola nikolaos nikolas nikolay nils nimali nino nisha nithya nkechi nobuko noe noelia noemi norbert ' +
  'noriko nour novak nuno nuria nurul odette odile oksana olaf olav oleg oleksandr oleksii olena olene olivier ollie ' +
  'oluwaseun omari ondrej oona orla orlando oskar osman oswald ottavio oumar ousmane owen palesa palmira panagiotis ' +
  'paola paolo parisa parvati pascale patricio patrizia patryk patti pauli pauliina paulo pavlo pawel paz peggy penelope ' +
  'percy perry petr petros petter philipp philippa philippe phoebe phuong piero pietro pilar pinar polina pradeep ' +
  'prakash pranav prasad prashant pratik preeti priscilla priyanka przemyslaw quentin quinn rabia rachael rachid radek ' +
  'radka radoslaw rafaela rafal rafiq ragnar raimund raja rajan rajiv rakesh ralf rama ramesh ramiro ramona rana randall ' +
  'ranjit raphael raquel rasa rashid rasmus raul ravindra rebekka reggie regina reginald reiko reinhard reinhold remi ' +
  'rene renee reto reza rhea rhiannon rhonda rhys ria ricarda riccardo rick rikke rina rishi riza roald robbie robyn ' +
  'rocio roderick rodolfo rodrigo rogelio rohan rohit rolando rolf romain romina romy ron ronan ronja ronnie rory ' +
  'rosalia rosalie rosalind rosanna rosario rosemarie rosie roswitha roxana roza ruben rudi rudolf rufus rune rupert ' +
  'ruslan rustam ryota saana sabina sabrina sachiko sadia sadie saeed safiya saif sakura salim salma salome salvatore ' +
  'sameer sami samir samira samson sana sandeep sander sandrine sandro sanjay sanna saoirse sarita sascha saskia satoshi ' +
  'saul sayed seamus sebastiao sebastien selim selina selma seo serena serge sergey serhii seth severin shalini shamim ' +
  'shane shanice shannon sharad shaun shauna shawn sheena sheikh shelby shelley shigeru shinji shira shiv shivani sho ' +
  'shreya shweta siddharth sidney siegfried sigrid sigurd silas silje silke silvana silvio simona simone sindre sinead ' +
  'siobhan sissel siti sjoerd slavko slawomir snezana soeren sofie sohail solange soledad solomon solveig sondre sonja ' +
  'soraya soren soumya spencer spyros stacey stacy stanislav stanislaw stavros stefania stefanie stefano steffen stelian ' +
  'stella stephan stephane stian stig stijn suad sunil sunita suresh surya susana susann susanna suzanne suzuka svein ' +
  'svenja sverre swati sybille sylvain sylvie szymon tabea tabitha tadeusz takashi takumi talia tamas tamika tanja tanvi ' +
  'tariq taro tasha tatjana tatsuya tea tegan teodor teodora terence teresita terje tess tessa thabiso thabo thandiwe ' +
  'thanh thea theo thera therese thiago thibault thierry thijs thilo thomasina thorsten tiago tibor tijana tilda timo ' +
  'timothee tobias todor tom tomasz tomislav tomoko tonya torben torsten toshiko tove travis tricia trine tristan trond ' +
  'trudy truls tsubasa tuan tuomas tyra uchenna udo ulf ulla ulrike umar umberto unai urs ute uwe vaclav valentin ' +
  'valeria valerio vasco vasile vasily vaughn veit velma venkat verena vern vibeke vicente vicki vicky vidya vijay vikas ' +
  'vikram viktoria vilma vinay vincenzo viola violeta vishal vito vittoria vittorio vivek vivian viviana vivienne vlad ' +
  'vladislav volker volodymyr vukasin waldemar waleed wanjiru warren wendell wesley wiebke wiktor wilfred wilhelmina ' +
  'willem willemijn willie wilma winfried winifred wiola wladyslaw wolfgang xander xavi xavier xenia xiao ximena xiomara ' +
  'yana yann yannick yara yarden yasemin yasin yasmina yasuko yevhen ylva yoko yolande yong yosef yoshiko yosuke youssef ' +
  'yukiko yuko yulia yumi yuri yuriy yuto yves yvette zachary zahra zainab zara zbigniew zdenek zeynep zhanna ziad zita ' +
  'zlatko zofia zoltan zora zsofia zsolt zuzana zuzanna zygmunt'

/** Further family names of many origins. */
export const MORE_FAMILY =
  'abbott abdi abdullah abe abebe abernathy acosta adebayo adeleke adeyemi adler agarwal aguilar aguirre ahmadi aigner ' +
  'akhtar akintola albrecht aldridge alfonso alonso altmann alves amari amato andrade andreev antonov aoki appiah aragon ' +
  'araujo arias arnold arora arroyo asante ashby atkinson aubert avila aydin azevedo bach bachmann bacon baez bahr bak ' +
  'baldwin balogun banerjee baptista baran barbieri barnes barnett barrera barreto barrett barros barth bartlett barton ' +
  'basu batista bauman baumann baumgartner bautista beaumont beck beckett begum bell bello beltran benali benavides ' +
  'benedetti benitez benson berg bergen berger bergmann bergstrom bernal bernardi berry bertrand bettencourt bhatia ' +
  'bhatt biondi birch biswas blackburn blackwood blair blake blanc blanchard blanco blum boateng bock boehm bohm bolton ' +
  'bonnet borges borja bose botha bouchard boucher bourgeois bouvier bowen bowers bowman boyd bradley bradshaw brady ' +
  'brandt braun bravo brennan briggs brink brunner bryant buchanan buckley bui burgess burke burnett burns burton byrne ' +
  'caballero cabrera calderon caldwell camacho cameron campos cano cardenas cardoso carey carlson carmona caron carr ' +
  'carrasco carrillo carroll caruso carvalho castro cavalcanti celik cervantes chambers chan chandler chang chapman ' +
  'charpentier chatterjee chaudhary chevalier chopra choudhury chowdhury christensen chu chung cohen coleman colon ' +
  'contreras conway cordero cordova cormier correa cortes costello coulter crawford cunha cunningham curtis czarnecki ' +
  'dahl dalton daniels dasgupta datta davidson dawson deleon delgado dellacqua deng denis desai deschamps deshpande devi ' +
  'devlin dhillon diallo dias dietrich dimitrov dinh diop dixon dlamini doan doherty dominguez donnelly donovan doyle ' +
  'draper dreyer duarte duffy dumas dumont duncan dunn dunne duong duran dutta duval dyer eaton ebert eckert eder egan ' +
  'egger ekstrom eliasson elliott ellis emerson engel engelhardt enriquez erdogan ernst escobar espinosa espinoza ' +
  'esteban estrada etxeberria evensen eze faber fabre falk farrell faure favre feldman ferguson fernandes fernandez ' +
  'ferrante ferraro ferrer ferri fiedler figueroa finch fink fitzgerald fitzpatrick fleming fletcher foley fontaine ' +
  'fontana forbes forsberg fournier fowler francois franke franklin fraser frazier freeman friedrich friis fuchs fuentes ' +
  'fujimoto fujita fuller gagnon galindo gallagher gallego galli gallo garner garrett garrido garza gauthier geiger ' +
  'georgiou gerber gibbs gibson gil gilbert gimenez giordano girard giraud goldberg goldstein gomes goncalves goodwin ' +
  'goswami goto gough graf grant grassi graves greco greene greer griffin griffith grimm gruber guerin guerra guerrero ' +
  'guillaume guo gustafsson guzman haas haddad hagen hahn hale hamdi hamid hammond hampton hancock hanna hanson hara ' +
  'hardy harmon harper harrington harrison hart hartley hartmann harvey hasegawa haugen hauser hayashi hayes haynes ' +
  'heinrich heller henderson hendricks henriksen herbert herman herrera herrmann hess hicks higgins hinton hirsch hobbs ' +
  'hodges hofer hoffman hofmann holland holm holmes holt hopkins horn horvat horvath hsu hubbard huber hudak hudson huff ' +
  'huggins huynh hwang ibanez ibarra iglesias ikeda ingram inoue iqbal isaksson ishikawa islam ito iversen iyer jacobs ' +
  'jacobsen jacobson jahn jain janik jankowski jansen jarvis jennings jha jia jiang johannsen johnston joly ' +
  'joshi juarez jung kadiri kaiser kamara kaminska kaminski kaneko kang kapoor karimi kato katz kaufman kaufmann kaur ' +
  'kavanagh kawasaki keane keita keller kelley kemp kennedy kenny kerr kessler khanna khatun kimura kirby kirchner kirk ' +
  'klausen kobayashi koehler koenig kohl kohler konate kondo kone konig kovac kovacs kovalchuk kovalenko kowalczyk ' +
  'kozlov kozlowski kraft kramer kraus krause kravchenko kristensen kristiansen krueger kruger kruse kubo kulkarni ' +
  'kuznetsov lachance lacroix lal lam lambert lang lange larson larsson lawrence lawson leblanc leclerc leclercq lehmann ' +
  'lemaire lemoine leonard lester levy lewandowski liang lim lin lindgren lindholm lindqvist lindstrom lloyd lombardi ' +
  'lombardo lorenz lowe luna lund lundgren luo lynch lyons macdonald machado mack macleod madsen magnusson mahmood ' +
  'mahmoud maier maldonado malhotra malik mancini mann manning mansour marchand marchetti marin marino markovic marquez ' +
  'marshall martens martini martins massey masuda matos matsuda matsumoto matthews maurer maxwell mayer mazur mbeki ' +
  'mcbride mccarthy mccormick mccoy mcdonald mcgee mcgrath mcguire mckay mckenna mckenzie mckinney mclean medina ' +
  'mehrotra mehta meier mejia melendez melnyk melo mendes mendez menon mensah mercado mercer mercier meszaros meunier ' +
  'meyers michaud michel miranda mishra mitra miura miyazaki mohr molina molnar monroe monteiro montero montes ' +
  'montgomery montoya moran moreira moreno mori morin morley morrison morrow morton moser mosley moyo mueller mukherjee ' +
  'munoz murray nagel nagy nair nakajima nakamura nakano narayan nascimento naseem navarro ndiaye neal nel newman ' +
  'nichols niemi nieminen nilsen nishimura nkosi nogueira nolan nordstrom norris novak novotny nunes nunez nwosu nygaard ' +
  'obi obrien ochoa oconnor odonnell ogawa ogunleye okada okafor okeefe okeke okonkwo okoye oleary olofsson olsson oneal ' +
  'oneill onyango opoku ortega osborne osei osman osullivan oswald otieno owens owusu ozturk pacheco padilla palmer ' +
  'panagopoulos pandey papadopoulos parisi parsons pascual pastor paterson patil patterson paulsen pavlov payne paz ' +
  'pearce pearson pedersen pellegrini pena peng perera perez perkins perrin perry persson peters petersson petit ' +
  'petrenko petrova petrovic pfeiffer pham phan philippe picard pichler pierce pietrzak pineda pinto pires poirier ' +
  'pollard ponce popescu popovic poulsen powell prasad pratt prewitt puig quinn quintero qureshi rahman ramsey randall ' +
  'rao rasmussen rauch reddy redfern reeves rehman reid reilly reinhardt reis ren renard renaud reuter reyna reynolds ' +
  'rhodes ribeiro ricci rinaldi rios ritter rivas rizzo roach robbins roberson robertson robles rocha rodgers rodrigues ' +
  'rojas romero rosales rosario roth rousseau rousselot rowe ruan rubio rybak sahin saito sakamoto salas salazar saleh ' +
  'salgado salinas sampson samuelsson sandberg sandoval santana santoro saputra sargent sasaki sato sauer saunders ' +
  'schaefer schafer scherer schiller schilling schmitt schmitz scholz schreiber schubert schuler schulte schultz ' +
  'schumacher schuster schwartz seidel sen serrano severin shah shaikh shapiro shaw shea sheikh shelton shen sheridan ' +
  'sherman shevchenko shevchuk shimizu siddiqui sidorov sierra silveira simmons simpson sims sinclair singleton sinha ' +
  'sjoberg sjostrom skinner slater sloan smirnova snyder soares sokolov sokolowski solis solomon sommer sorensen soto ' +
  'sousa spencer stein steiner stephens stephenson stern stevens stevenson stokes strand strauss strickland strom suarez ' +
  'sullivan sundberg sutherland sutton svoboda swanson sweeney szabo szymanski takeda tamura tan tapia tate tavares ' +
  'teague teixeira tennant testa thakur theis thornton thorvaldsen tkachenko tomlinson toth toure townsend tran ' +
  'trautmann tremblay trevino trinh trujillo truong tsang tucker ueda uribe usman valdez valentine valenzuela vance ' +
  'varga vargas vasquez vaughn vazquez vega velasco velasquez venter verma vetter vidal vieira villa villanueva virtanen ' +
  'vitale vogel vogt voigt volkov vollmer vos wade wainwright waldman wallace walsh walters walton warren watkins watts ' +
  'webb webster weeks weiss welch wendt westergaard wheeler whitaker whitehead whitney wieczorek wiese wiggins wilcox ' +
  'wilkerson wilkins wilkinson williamson willis winkler wirth witt wojcik wolfe wolff wong woodward wyatt xiao xie ' +
  'yadav yamada yamaguchi yamamoto yamashita yates yildirim yildiz yilmaz yoder yoon yoshida zamora zapata zeller zhao ' +
  'zheng zhou zhu ziegler zielinski zimmer zuniga'
